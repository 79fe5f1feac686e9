import type { Instant } from '@wachter/core';

/** Where buckets come from: readings as stored, or the roll-up that divides them. */
export interface BucketPlan {
  readonly source: 'raw' | '15m' | '1h';
  readonly startsAt: Instant;
  readonly bucketMs: number;
  readonly count: number;
}

const quarterMs = 900_000;
const hourMs = 3_600_000;
/** Above this size a quarter of an hour is fine enough, and readings of weeks are not read one by one. */
const largestRawBucketMs = 300_000;
/** Above this size whole hours are fine enough: a year is 8,760 of them. */
const smallestHourBucketMs = 4 * hourMs;

const plan = (source: '15m' | '1h', stepMs: number, range: { from: Instant; to: Instant; count: number }): BucketPlan => {
  const startsAt = Math.floor(range.from / stepMs) * stepMs;
  const bucketMs = Math.max(stepMs, Math.ceil((range.to - startsAt) / range.count / stepMs) * stepMs);
  return { source, startsAt, bucketMs, count: Math.ceil((range.to - startsAt) / bucketMs) };
};

/**
 * At most `count` equal buckets over [from, to). Buckets of roll-ups begin at a whole quarter or hour at or before `from` and are
 * whole multiples of it, so no minimum or maximum is shared between two of them.
 */
export function planBuckets(from: Instant, to: Instant, count: number): BucketPlan {
  const wanted = Math.max(1, Math.floor(count));
  if (to <= from) return { source: 'raw', startsAt: from, bucketMs: 1, count: 0 };
  const sizeMs = (to - from) / wanted;
  if (sizeMs >= smallestHourBucketMs) return plan('1h', hourMs, { from, to, count: wanted });
  if (sizeMs > largestRawBucketMs) return plan('15m', quarterMs, { from, to, count: wanted });
  const bucketMs = Math.max(1, Math.ceil(sizeMs));
  return { source: 'raw', startsAt: from, bucketMs, count: Math.ceil((to - from) / bucketMs) };
}
