import type { Instant } from '../reading/reading.ts';
import { isPoorFit, RUN_OUT_MS } from './episode.ts';
import type { LearnedHeat } from './learned.ts';
import { bandOf, logMoments, posteriorOf } from './posterior.ts';
import { type InletValue, type LeadingSeries, leadingSeries, type Sample } from './series.ts';

/** Why no minutes are said. `not-learned`: cooling runs, and the room was never seen without; the others speak while cooling is lost. */
export const heatRefusals = [
  'not-learned',
  'too-little',
  'stale',
  'poor-fit',
  'not-rising',
  'levels-off',
  'too-uncertain',
] as const;
export type HeatRefusal = (typeof heatRefusals)[number];

/** The time until the warmest inlet reaches the limit, never without its band (nine times in ten). Times are instants, so that they count down by themselves. */
export type MinutesLeft =
  | {
      readonly kind: 'band';
      readonly earliestAt: Instant;
      readonly latestAt: Instant;
      readonly pointId: number;
      readonly kPerMinute: number;
    }
  | { readonly kind: 'exceeded'; readonly since: Instant; readonly pointId: number }
  | { readonly kind: 'refused'; readonly reason: HeatRefusal };

/** A room at an instant. `inlets`: believed values of the last two minutes, and all since cooling was lost. */
export interface RoomNow {
  readonly now: Instant;
  readonly limitC: number;
  /** Null while cooling runs: then it is asked what would be if it stopped now. */
  readonly lostSince: Instant | null;
  readonly inlets: readonly InletValue[];
  readonly staleMs: number;
  readonly learned: LearnedHeat;
}

const MINUTE = 60_000;
/** While cooling runs the present is what was said in the last two minutes. */
const PRESENT_MS = 2 * MINUTE;
const FEWEST_SAMPLES = 6;
const LEAST_SEEN_MINUTES = 2;
const LEAST_GAIN_K = 0.6;
/** What nobody can know: load, doors and people in the minutes to come, as a share of them. */
const FUTURE_SHARE = 0.06;
/** A band that is wider says nothing: its end is this many times its beginning, and that far from it. */
const [WIDEST_RATIO, WIDEST_MINUTES] = [4, 3] as const;

const refused = (reason: HeatRefusal): MinutesLeft => ({ kind: 'refused', reason });

/** How long the room has until its limit, from what was learned of it and what is seen since: the longer it is seen, the less the past counts. */
export function minutesLeft(room: RoomNow): MinutesLeft {
  const { now, limitC, lostSince, inlets, learned } = room;
  const isSeen = lostSince !== null && now - lostSince > RUN_OUT_MS;
  const from = isSeen ? beginOf(lostSince, now) : now - PRESENT_MS;
  const series = leadingSeries(inlets, { from, to: now });
  if (!series || now - series.newestAt > room.staleMs) return refused('stale');
  const over = exceededSince(series, { from, limitC });
  if (over !== null) return { kind: 'exceeded', since: over, pointId: series.pointId };
  if (!isSeen)
    return learned.belief.rate === null ? refused(lostSince === null ? 'not-learned' : 'too-little') : expected(room, series);
  const doubt = doubtIn(series.samples, learned);
  return doubt ? refused(doubt) : observed(room, series);
}

/** The fans run out first; that is left out as soon as something else is left. */
const beginOf = (lostSince: Instant, now: Instant): Instant =>
  now - lostSince > 3 * RUN_OUT_MS ? lostSince + RUN_OUT_MS : lostSince;

/** Since when the series has been at its limit without a break; null when it is not. `from`: the beginning of its minutes. */
function exceededSince(
  { samples }: LeadingSeries,
  { from, limitC }: { readonly from: Instant; readonly limitC: number },
): Instant | null {
  const lastBelow = samples.findLastIndex(({ celsius }) => celsius < limitC);
  const first = samples[lastBelow + 1];
  return first ? from + first.minutes * MINUTE : null;
}

/** What the past alone says from the temperature of now. */
function expected({ now, limitC, learned }: RoomNow, { samples, pointId }: LeadingSeries): MinutesLeft {
  const level = samples.slice(-3).reduce((sum, { celsius }, _, last) => sum + celsius / last.length, 0);
  const posterior = posteriorOf([], learned.belief, level);
  return bandFrom(posterior, { now, limitC, nowMinutes: 0, pointId });
}

function observed({ now, limitC, learned }: RoomNow, { samples, pointId, newestAt }: LeadingSeries): MinutesLeft {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return refused('stale');
  const posterior = posteriorOf(samples, learned.belief);
  const spanMinutes = last.minutes - first.minutes;
  if (spanMinutes >= LEAST_SEEN_MINUTES && isPoorFit(posterior.misfitK, last.celsius - first.celsius)) return refused('poor-fit');
  // The last sample is the mean of its bucket; the newest value says how far its minutes lie behind now.
  const nowMinutes = last.minutes + (now - newestAt) / MINUTE;
  return bandFrom(posterior, { now, limitC, nowMinutes, pointId });
}

function bandFrom(
  posterior: ReturnType<typeof posteriorOf>,
  at: { readonly now: Instant; readonly limitC: number; readonly nowMinutes: number; readonly pointId: number },
): MinutesLeft {
  const band = bandOf(posterior, at);
  if (band.neverShare > 0.5) return refused('levels-off');
  if (!Number.isFinite(band.latest)) return refused('too-uncertain');
  const earliest = band.earliest * (1 - FUTURE_SHARE);
  const latest = band.latest * (1 + FUTURE_SHARE);
  if (latest > WIDEST_RATIO * earliest && latest - earliest > WIDEST_MINUTES) return refused('too-uncertain');
  return {
    ...{ kind: 'band', pointId: at.pointId, kPerMinute: Math.exp(logMoments(posterior).rate.mean) },
    ...{ earliestAt: at.now + earliest * MINUTE, latestAt: at.now + latest * MINUTE },
  };
}

/** Why what is seen says nothing yet, or no longer. A room that was learned is believed from the first second, but not for ever against what is seen. */
function doubtIn(samples: readonly Sample[], { belief }: LearnedHeat): HeatRefusal | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return 'stale';
  const seenMinutes = last.minutes - first.minutes;
  const isLearned = belief.rate !== null;
  const lately = samples.filter(({ minutes }) => last.minutes - minutes <= Math.max(4, seenMinutes / 3));
  const gainLately = gainOf(lately);
  if (seenMinutes >= (isLearned ? 6 : 4) && gainLately < 0.1) return 'not-rising';
  if (isLearned) return null;
  const isTooLittle = samples.length < FEWEST_SAMPLES || seenMinutes < LEAST_SEEN_MINUTES || gainOf(samples) < LEAST_GAIN_K;
  return isTooLittle ? 'too-little' : null;
}

/** How much the last third of the samples lies above the first, K. */
function gainOf(samples: readonly Sample[]): number {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const mean = (part: readonly Sample[]) => part.reduce((sum, { celsius }) => sum + celsius, 0) / part.length;
  return mean(samples.slice(-third)) - mean(samples.slice(0, third));
}

/**
 * The estimate to show after the one before. Minutes stand still rather than jump up, unless what was said before lies outside the new band: then the
 * data say so.
 */
export function settleMinutes(before: MinutesLeft | null, next: MinutesLeft, passedMs: number): MinutesLeft {
  if (before?.kind !== 'band' || next.kind !== 'band') return next;
  const middle = (one: typeof next) => (one.earliestAt + one.latestAt) / 2;
  const latestFair = middle(before) + passedMs;
  if (middle(next) <= latestFair || middle(before) < next.earliestAt) return next;
  const back = middle(next) - latestFair;
  return { ...next, earliestAt: next.earliestAt - back, latestAt: next.latestAt - back };
}

/** Minutes of a band from `now`, never below zero. The headline is their middle in proportion: twice as fast is as likely as half as fast. */
export function bandMinutes(
  { earliestAt, latestAt }: { readonly earliestAt: Instant; readonly latestAt: Instant },
  now: Instant,
): { readonly earliest: number; readonly headline: number; readonly latest: number } {
  const earliest = Math.max(0, earliestAt - now) / MINUTE;
  const latest = Math.max(0, latestAt - now) / MINUTE;
  return { earliest, headline: Math.sqrt(earliest * latest), latest };
}
