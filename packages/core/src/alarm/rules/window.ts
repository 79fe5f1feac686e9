import type { Instant } from '../../reading/reading.ts';

/** How long values have come without a gap longer than the point's stale time. `at` is the newest source time. */
export interface Coverage {
  readonly since: Instant;
  readonly at: Instant;
}

/** The coverage after a value at `at`. A gap longer than `staleMs` begins it anew: nobody knows what happened in between. */
export const covered = (coverage: Coverage | null, at: Instant, staleMs: number): Coverage =>
  coverage === null || at - coverage.at > staleMs ? { since: at, at } : { since: coverage.since, at: Math.max(at, coverage.at) };

export const spans = (coverage: Coverage | null, ms: number): boolean => coverage !== null && coverage.at - coverage.since >= ms;

interface Bucket {
  readonly from: Instant;
  readonly lowest: number;
  readonly highest: number;
}

/** Lowest and highest values of a sliding window, oldest bucket first. */
export type Extremes = readonly Bucket[];

const MOST_BUCKETS = 60;

/**
 * The extremes of the last `windowMs` with one more value. At most 61 buckets, whatever the rate of the values; a bucket leaves when
 * its first value does, so what remains lies within the window, of which the oldest sixtieth may be missing.
 */
export function slide(extremes: Extremes, sample: { readonly at: Instant; readonly value: number }, windowMs: number): Extremes {
  const { at, value } = sample;
  const kept = extremes.filter((bucket) => bucket.from >= at - windowMs);
  const last = kept.at(-1);
  if (last === undefined || at - last.from >= windowMs / MOST_BUCKETS)
    return [...kept, { from: at, lowest: value, highest: value }];
  kept[kept.length - 1] = { from: last.from, lowest: Math.min(last.lowest, value), highest: Math.max(last.highest, value) };
  return kept;
}

/** Infinity and −Infinity where the window is empty. */
export function boundsOf(extremes: Extremes): { readonly lowest: number; readonly highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const bucket of extremes) {
    lowest = Math.min(lowest, bucket.lowest);
    highest = Math.max(highest, bucket.highest);
  }
  return { lowest, highest };
}
