import type { Instant } from '../reading/reading.ts';
import type { PowerSample } from './observation.ts';
import type { Latest, Role } from './phase.ts';
import type { Span } from './span.ts';
import type { PowerSettings } from './supply.ts';

/** A change to `phase`. Not seen: nobody saw it, but what was seen before and after leaves no other way. */
export interface Mark<Phase extends string> {
  readonly phase: Phase;
  readonly span: Span;
  readonly isSeen: boolean;
}

/** What is known of one thing up to now. `intervals`: the last few between its samples, milliseconds. */
export interface Track<Phase extends string> {
  readonly phase: Phase | null;
  readonly phaseBy: Instant;
  readonly lastAt: Instant | null;
  readonly intervals: readonly number[];
  readonly latest: Latest;
}

export const NO_TRACK: Track<never> = { phase: null, phaseBy: 0, lastAt: null, intervals: [], latest: {} };

export interface TrackStep<Phase extends string> {
  readonly track: Track<Phase>;
  readonly marks: readonly Mark<Phase>[];
  /** The silence that this sample ended, if it was one. */
  readonly silence: Span | null;
}

const REMEMBERED = 5;
const SLOWER = 2.5;

/** Usual time between samples, milliseconds; null before two were seen. */
export function usualInterval(intervals: readonly number[]): number | null {
  return intervals.toSorted((a, b) => a - b)[Math.floor(intervals.length / 2)] ?? null;
}

/** Is it longer since the last sample than silence may be? */
export function isSilent(track: Pick<Track<string>, 'intervals'>, waitedMs: number, settings: PowerSettings): boolean {
  const usual = usualInterval(track.intervals);
  return usual !== null && waitedMs > Math.max(settings.silenceSeconds * 1000, SLOWER * usual);
}

/** The next state of a track. A sample that says nothing of it leaves it as it was. */
export function stepTrack<Phase extends string>(
  track: Track<Phase>,
  sample: PowerSample,
  how: { readonly role: Role<Phase>; readonly settings: PowerSettings; readonly loadedKw: number },
): TrackStep<Phase> {
  const { role, settings, loadedKw } = how;
  const told = sample.values.filter(({ quantity }) => role.deciding.includes(quantity));
  if (told.length === 0) return { track, marks: [], silence: null };
  let { latest } = track;
  for (const { quantity, channel, value } of told) {
    if (latest[quantity]?.[channel] !== value) latest = { ...latest, [quantity]: { ...latest[quantity], [channel]: value } };
  }
  const { at, errorMs } = sample;
  const waitedMs = track.lastAt === null ? null : at - track.lastAt;
  const span: Span = { after: track.lastAt === null ? null : track.lastAt - errorMs, by: at + errorMs };
  const silence = waitedMs !== null && isSilent(track, waitedMs, settings) ? span : null;
  const intervals = waitedMs === null ? [] : [...track.intervals, waitedMs].slice(-REMEMBERED);
  const phase = role.phaseOf({ latest, before: track.phase, beforeMs: at - track.phaseBy, settings, loadedKw }) ?? track.phase;
  const isNew = phase !== null && phase !== track.phase;
  const marks = isNew ? marksOf(track.phase === null ? [] : role.between(track.phase, phase, silence !== null), phase, span) : [];
  return { track: { phase, phaseBy: isNew ? at : track.phaseBy, lastAt: at, intervals, latest }, marks, silence };
}

const marksOf = <Phase extends string>(unseen: readonly Phase[], phase: Phase, span: Span): readonly Mark<Phase>[] => [
  ...unseen.map((between) => ({ phase: between, span, isSeen: false })),
  { phase, span, isSeen: true },
];
