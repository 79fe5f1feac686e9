import type { Instant } from '@wachter/core';

/** What the chart shows: source time in milliseconds, half open. */
export interface TimeRange {
  readonly from: Instant;
  readonly to: Instant;
}

const MINUTE = 60_000;
const SHORTEST = MINUTE;
const LONGEST = 400 * 24 * 60 * MINUTE;

/** Periods a person picks from; `own` is whatever zooming made. */
export const periods = [
  { id: '1h', ms: 60 * MINUTE },
  { id: '24h', ms: 24 * 60 * MINUTE },
  { id: '7d', ms: 7 * 24 * 60 * MINUTE },
  { id: '30d', ms: 30 * 24 * 60 * MINUTE },
  { id: '1y', ms: 365 * 24 * 60 * MINUTE },
] as const;
export type PeriodId = (typeof periods)[number]['id'];

/** The last stretch of a period, ending now. */
export function rangeOf(period: PeriodId, now: Instant): TimeRange {
  const ms = periods.find((one) => one.id === period)?.ms ?? periods[1].ms;
  return { from: now - ms, to: now };
}

/** Zooms by a factor around an instant, within a minute and thirteen months, never past now. */
export function zoom(range: TimeRange, factor: number, around: Instant, now: Instant): TimeRange {
  const width = Math.min(LONGEST, Math.max(SHORTEST, (range.to - range.from) * factor));
  const share = (around - range.from) / (range.to - range.from);
  return keepBeforeNow({ from: around - width * share, to: around + width * (1 - share) }, now);
}

/** Moves by a share of the width shown; positive is later. */
export function pan(range: TimeRange, share: number, now: Instant): TimeRange {
  const shift = (range.to - range.from) * share;
  return keepBeforeNow({ from: range.from + shift, to: range.to + shift }, now);
}

function keepBeforeNow(range: TimeRange, now: Instant): TimeRange {
  const beyond = Math.max(0, range.to - now);
  return { from: Math.round(range.from - beyond), to: Math.round(range.to - beyond) };
}

export interface HistoryBucket {
  readonly startsAt: Instant;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
}

/** Columns for the chart, seconds since 1970 on the x axis; an empty bucket is null in all columns, so that a gap stays a gap. */
export function chartColumns(
  buckets: readonly HistoryBucket[],
  bucketSeconds: number,
): [number[], (number | null)[], (number | null)[], (number | null)[]] {
  const half = bucketSeconds / 2;
  return [
    buckets.map((bucket) => bucket.startsAt / 1000 + half),
    buckets.map((bucket) => bucket.minimum),
    buckets.map((bucket) => bucket.maximum),
    buckets.map((bucket) => bucket.mean),
  ];
}

/** Range of the value axis: the data and every limit near it, with a little air; a flat line gets room too. */
export function valueRange(
  buckets: readonly Pick<HistoryBucket, 'minimum' | 'maximum'>[],
  limits: readonly number[],
): [number, number] {
  const seen = buckets.flatMap((bucket) => [bucket.minimum, bucket.maximum]).filter((value): value is number => value !== null);
  if (seen.length === 0) return limits.length > 0 ? [Math.min(...limits) - 1, Math.max(...limits) + 1] : [0, 1];
  const low = Math.min(...seen);
  const high = Math.max(...seen);
  const span = Math.max(high - low, Math.abs(high) * 0.01, 0.5);
  const near = limits.filter((limit) => limit >= low - span * 2 && limit <= high + span * 2);
  const bottom = Math.min(low, ...near);
  const top = Math.max(high, ...near);
  const air = Math.max((top - bottom) * 0.08, span * 0.05);
  return [bottom - air, top + air];
}
