import type { Instant, Reading } from '@wachter/core';
import type { Bucket, HistoryStore } from '@wachter/services';
import type pg from 'pg';
import { instantArray } from '../connect/binary-array.ts';
import { select } from '../connect/transaction.ts';
import { readReadings } from '../rows/read-readings.ts';
import { goodSeconds, hourBuckets, quarterBuckets, rawBuckets } from './bucket-queries.ts';
import { type BucketPlan, planBuckets } from './plan-buckets.ts';

type SlotRow = Omit<Bucket, 'startsAt'> & { readonly pointId: number; readonly slot: number };

const queries = { raw: rawBuckets, '15m': quarterBuckets, '1h': hourBuckets } as const;
const nothing = { minimum: null, maximum: null, mean: null, count: 0, badCount: 0, goodSeconds: 0 };

/** Every bucket of the plan, those without a row as gaps. */
function fill(plan: BucketPlan, rows: readonly SlotRow[]): readonly Bucket[] {
  const bySlot = new Map(rows.map(({ slot, pointId: _pointId, ...row }) => [slot, row]));
  return Array.from({ length: plan.count }, (_, slot) => ({
    ...(bySlot.get(slot) ?? nothing),
    startsAt: plan.startsAt + slot * plan.bucketMs,
  }));
}

async function bucketsOf(
  pool: pg.Pool,
  pointIds: readonly number[],
  plan: BucketPlan,
  to: Instant,
): Promise<ReadonlyMap<number, readonly Bucket[]>> {
  if (plan.count === 0 || pointIds.length === 0) return new Map(pointIds.map((id) => [id, []]));
  const rows = await select<SlotRow>(pool, 'reading history', queries[plan.source], [pointIds, plan.startsAt, to, plan.bucketMs]);
  const byPoint = new Map<number, SlotRow[]>(pointIds.map((id) => [id, []]));
  for (const row of rows) byPoint.get(row.pointId)?.push(row);
  return new Map(pointIds.map((id) => [id, fill(plan, byPoint.get(id) ?? [])]));
}

const readRaw = (pool: pg.Pool, values: readonly [number, Instant, Instant, number]): Promise<readonly Reading[]> =>
  readReadings(
    pool,
    `WHERE r.point_id = $1 AND r.observed_at >= to_timestamp($2::float8 / 1000) AND r.observed_at < to_timestamp($3::float8 / 1000)
     ORDER BY r.observed_at LIMIT $4`,
    values,
  );

const pieceSize = 5_000;

async function* pieces(pool: pg.Pool, pointId: number, from: Instant, to: Instant): AsyncGenerator<readonly Reading[]> {
  let next = from;
  for (;;) {
    const piece = await readRaw(pool, [pointId, next, to, pieceSize]);
    if (piece.length > 0) yield piece;
    const last = piece.at(-1);
    if (piece.length < pieceSize || !last) return;
    next = last.observedAt + 1;
  }
}

const quarterMs = 900_000;

/** Whole quarters inside a range, and what is left of it at both ends. */
function splitAtQuarters(from: Instant, to: Instant) {
  const first = Math.ceil(from / quarterMs) * quarterMs;
  const end = Math.floor(to / quarterMs) * quarterMs;
  if (first >= end) return { first: from, end: from, edges: [[from, to]] as const };
  const edges = (
    [
      [from, first],
      [end, to],
    ] as const
  ).filter(([start, stop]) => stop > start);
  return { first, end, edges };
}

async function completeness(
  pool: pg.Pool,
  pointIds: readonly number[],
  from: Instant,
  to: Instant,
): Promise<ReadonlyMap<number, number>> {
  if (to <= from || pointIds.length === 0) return new Map(pointIds.map((id) => [id, 0]));
  const { first, end, edges } = splitAtQuarters(from, to);
  const values = [pointIds, first, end, instantArray(edges.map(([start]) => start)), instantArray(edges.map(([, stop]) => stop))];
  const rows = await select<{ pointId: number; goodSeconds: number }>(pool, 'measuring completeness', goodSeconds, values);
  const byPoint = new Map(rows.map((row) => [row.pointId, row.goodSeconds]));
  return new Map(pointIds.map((id) => [id, ((byPoint.get(id) ?? 0) * 1000) / (to - from)]));
}

export const historyStore = (pool: pg.Pool): HistoryStore => ({
  raw: (pointId, from, to, limit) => readRaw(pool, [pointId, from, to, limit]),
  buckets: async (pointId, from, to, count) => {
    const plan = planBuckets(from, to, count);
    const buckets = (await bucketsOf(pool, [pointId], plan, to)).get(pointId) ?? [];
    return { bucketSeconds: plan.bucketMs / 1000, buckets };
  },
  sparklines: (pointIds, from, to, count) => bucketsOf(pool, pointIds, planBuckets(from, to, count), to),
  stream: (pointId, from, to) => pieces(pool, pointId, from, to),
  completeness: (pointIds, from, to) => completeness(pool, pointIds, from, to),
});
