import type { Instant, Reading } from '@wachter/core';
import type { Bucket, HistoryStore } from '@wachter/services/ports/index';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

const chunkSize = 1000;

const readingsOf = (tables: Tables, pointId: number): readonly Reading[] =>
  [...(tables.readings.get(pointId)?.values() ?? [])].toSorted((a, b) => a.observedAt - b.observedAt);

const within = (readings: readonly Reading[], from: Instant, to: Instant): readonly Reading[] =>
  readings.filter((reading) => reading.observedAt >= from && reading.observedAt < to);

/** Stretches of time that a good value speaks for: to the next value, at most for the point's stale time. */
function goodStretches(readings: readonly Reading[], staleSeconds: number): readonly (readonly [Instant, Instant])[] {
  return readings.flatMap((reading, i) => {
    if (reading.quality.level !== 'good') return [];
    const next = readings[i + 1]?.observedAt ?? Number.POSITIVE_INFINITY;
    return [[reading.observedAt, Math.min(next, reading.observedAt + staleSeconds * 1000)] as const];
  });
}

const coveredMs = (stretches: readonly (readonly [Instant, Instant])[], from: Instant, to: Instant): number =>
  stretches.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

function bucketOf(readings: readonly Reading[], startsAt: Instant, goodSeconds: number): Bucket {
  const values = readings.filter((reading) => reading.quality.level !== 'bad').map((reading) => reading.value);
  const badCount = readings.length - values.length;
  const shared = { startsAt, count: values.length, badCount, goodSeconds };
  if (values.length === 0) return { ...shared, minimum: null, maximum: null, mean: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { ...shared, minimum: Math.min(...values), maximum: Math.max(...values), mean };
}

interface Range {
  readonly from: Instant;
  readonly to: Instant;
  readonly count: number;
}

function bucketsOf(tables: Tables, pointId: number, { from, to, count }: Range): { bucketMs: number; buckets: Bucket[] } {
  const bucketMs = Math.max(1, Math.ceil((to - from) / count));
  const readings = readingsOf(tables, pointId);
  const stretches = goodStretches(readings, tables.points.get(pointId)?.staleSeconds ?? 0);
  const buckets: Bucket[] = [];
  for (let startsAt = from; startsAt < to; startsAt += bucketMs) {
    const end = Math.min(startsAt + bucketMs, to);
    buckets.push(bucketOf(within(readings, startsAt, end), startsAt, coveredMs(stretches, startsAt, end) / 1000));
  }
  return { bucketMs, buckets };
}

async function* pieces(rows: readonly Reading[]): AsyncGenerator<readonly Reading[]> {
  for (let i = 0; i < rows.length; i += chunkSize) yield rows.slice(i, i + chunkSize);
}

export const memoryHistoryStore = (database: Database): HistoryStore => ({
  raw: async (pointId, from, to, limit) => within(readingsOf(database.read(), pointId), from, to).slice(0, limit),
  buckets: async (pointId, from, to, count) => {
    const { bucketMs, buckets } = bucketsOf(database.read(), pointId, { from, to, count });
    return { bucketSeconds: bucketMs / 1000, buckets };
  },
  sparklines: async (pointIds, from, to, count) =>
    new Map(pointIds.map((id) => [id, bucketsOf(database.read(), id, { from, to, count }).buckets])),
  stream: (pointId, from, to) => pieces(within(readingsOf(database.read(), pointId), from, to)),
  completeness: async (pointIds, from, to) => {
    const tables = database.read();
    const share = (id: number) => {
      const stretches = goodStretches(readingsOf(tables, id), tables.points.get(id)?.staleSeconds ?? 0);
      return to > from ? coveredMs(stretches, from, to) / (to - from) : 0;
    };
    return new Map(pointIds.map((id) => [id, share(id)]));
  },
});
