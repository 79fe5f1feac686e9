import type { Instant, Span } from '@wachter/core';
import type { TimeRange } from '../point/history-view.ts';

const MARGIN_MS = 60_000;
const SHORTEST_MS = 10_000;

/** A run with a minute before and behind it; one that goes on ends now. */
export const wholeRange = (startedAt: Instant, endedAt: Instant | null, now: Instant): TimeRange => ({
  from: startedAt - MARGIN_MS,
  to: endedAt === null ? now : endedAt + MARGIN_MS,
});

/** Zooms around an instant, from ten seconds to the whole run, and stays inside it. */
export function zoomIn(
  range: TimeRange,
  how: { readonly factor: number; readonly around: Instant; readonly whole: TimeRange },
): TimeRange {
  const { factor, around, whole } = how;
  const width = Math.min(whole.to - whole.from, Math.max(SHORTEST_MS, (range.to - range.from) * factor));
  const share = (around - range.from) / (range.to - range.from);
  return inside({ from: around - width * share, to: around + width * (1 - share) }, whole);
}

/** Moves by a share of the width shown; positive is later. */
export function panBy(range: TimeRange, share: number, whole: TimeRange): TimeRange {
  const shift = (range.to - range.from) * share;
  return inside({ from: range.from + shift, to: range.to + shift }, whole);
}

/** What was drawn over with a finger or a mouse, at least ten seconds of it. */
export function chosen(a: Instant, b: Instant, whole: TimeRange): TimeRange {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  const missing = Math.max(0, SHORTEST_MS - (to - from)) / 2;
  return inside({ from: from - missing, to: to + missing }, whole);
}

/** What a key makes of the time shown: arrows move, + and − zoom around the middle, 0 is the whole run. Null: the key does nothing here. */
export function afterKey(key: string, range: TimeRange, whole: TimeRange): TimeRange | null {
  const around = (range.from + range.to) / 2;
  if (key === 'ArrowLeft') return panBy(range, -0.25, whole);
  if (key === 'ArrowRight') return panBy(range, 0.25, whole);
  if (key === '+' || key === '=') return zoomIn(range, { factor: 0.5, around, whole });
  if (key === '-') return zoomIn(range, { factor: 2, around, whole });
  return key === '0' ? whole : null;
}

function inside({ from, to }: TimeRange, whole: TimeRange): TimeRange {
  const width = Math.min(to - from, whole.to - whole.from);
  const start = Math.min(Math.max(from, whole.from), whole.to - width);
  return { from: Math.round(start), to: Math.round(start + width) };
}

/** A part of the width shown, in percent; null when it lies outside. */
export interface Place {
  readonly left: number;
  readonly width: number;
}

export function placeOf(from: Instant, to: Instant, range: TimeRange): Place | null {
  const whole = range.to - range.from;
  const [start, end] = [Math.max(from, range.from), Math.min(to, range.to)];
  if (end < start || whole <= 0) return null;
  return { left: ((start - range.from) / whole) * 100, width: ((end - start) / whole) * 100 };
}

/** Where a stage is certain, and the moments before it that no sample saw. Null bounds: from before the run, to the end of what is shown. */
export function stagePlaces(
  stage: { readonly from: Span | null; readonly to: Span | null },
  range: TimeRange,
): { readonly sure: Place | null; readonly unsure: Place | null } {
  const from = stage.from?.by ?? range.from;
  const to = stage.to === null ? range.to : (stage.to.after ?? stage.to.by);
  const { from: begun } = stage;
  const unsure = begun !== null && begun.after !== null ? placeOf(begun.after, begun.by, range) : null;
  return { sure: placeOf(from, Math.max(from, to), range), unsure };
}
