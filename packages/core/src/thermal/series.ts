import { groupBy } from '../oncall/group-by.ts';
import type { Instant } from '../reading/reading.ts';

/** A believed temperature of one inlet of a room. */
export interface InletValue {
  readonly pointId: number;
  readonly at: Instant;
  readonly celsius: number;
}

/** Mean of a short time; `minutes` count from the beginning of the series. */
export interface Sample {
  readonly minutes: number;
  readonly celsius: number;
}

/** The inlet that will reach the limit first, and how it went. */
export interface LeadingSeries {
  readonly pointId: number;
  readonly samples: readonly Sample[];
  /** Source time of its newest value. */
  readonly newestAt: Instant;
}

const SHORTEST_BUCKET_MS = 15_000;
const MOST_BUCKETS = 60;
/** Inlets are compared by what they said in their last two minutes. */
const RECENT_MS = 120_000;
/** A room has begun to move when its middle inlet gained so much; then an inlet that gained less than half of that is stuck or stands apart. */
const MOVING_K = 1;

/**
 * The warmest inlet of those that move with the room, between `from` and `to`, in means of 15 seconds or more. A sensor that is stuck high would
 * hide what happens to the room, so the room decides whom to follow. Null without values.
 */
export function leadingSeries(
  values: readonly InletValue[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): LeadingSeries | null {
  const inside = values.filter(({ at, celsius }) => at >= from && at <= to && Number.isFinite(celsius));
  const tracks = [...groupBy(inside, ({ pointId }) => pointId)].map(([pointId, own]) => trackOf(pointId, own));
  const gains = tracks.map(({ gainK }) => gainK).sort((a, b) => a - b);
  const middle = gains[gains.length >> 1] ?? 0;
  const newest = Math.max(...tracks.map(({ newestAt }) => newestAt));
  const moving = tracks.filter(
    ({ gainK, newestAt }) => (middle <= MOVING_K || gainK >= middle / 2) && newest - newestAt <= RECENT_MS,
  );
  const leader = moving.toSorted((a, b) => b.recent - a.recent || a.pointId - b.pointId)[0];
  if (!leader) return null;
  return { pointId: leader.pointId, samples: samplesOf(leader.own, { from, to }), newestAt: leader.newestAt };
}

interface Track {
  readonly pointId: number;
  readonly own: readonly InletValue[];
  readonly newestAt: Instant;
  readonly recent: number;
  readonly gainK: number;
}

function trackOf(pointId: number, unsorted: readonly InletValue[]): Track {
  const own = unsorted.toSorted((a, b) => a.at - b.at);
  const newestAt = own.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const recent = mean(own.filter(({ at }) => newestAt - at < RECENT_MS).map(({ celsius }) => celsius));
  const first = mean(own.slice(0, 3).map(({ celsius }) => celsius));
  return { pointId, own, newestAt, recent, gainK: recent - first };
}

function samplesOf(
  own: readonly InletValue[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly Sample[] {
  const bucketMs = Math.max(SHORTEST_BUCKET_MS, (to - from) / MOST_BUCKETS);
  return [...groupBy(own, ({ at }) => Math.floor((at - from) / bucketMs)).values()].map((bucket) => ({
    minutes: mean(bucket.map(({ at }) => (at - from) / 60_000)),
    celsius: mean(bucket.map(({ celsius }) => celsius)),
  }));
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
