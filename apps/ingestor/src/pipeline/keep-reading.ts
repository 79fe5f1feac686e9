import { freshAt, type Instant, type Quality } from '@wachter/core';
import type { Row } from './batch.ts';
import type { PointEntry } from './entries.ts';
import type { World } from './world.ts';

/** Adds a row of history to the batch. */
export function store(world: World, entry: PointEntry, row: Row): void {
  const { batch, counts } = world;
  batch.rows.push(row);
  counts.readings += 1;
  if (row.pointId === 0) batch.unkeyed.push({ row, entry });
}

/** Moves the latest value of a point. */
export function setLatest(
  world: World,
  entry: PointEntry,
  {
    value,
    quality,
    observedAt,
    receivedAt,
  }: { value: number | null; quality: Quality; observedAt: Instant; receivedAt: Instant },
): void {
  entry.latest = { value, quality, observedAt, receivedAt, freshAt: freshAt({ quality, observedAt, receivedAt }) };
  entry.deafMsAtLatest = world.ears.deafMs(receivedAt);
  world.batch.points.add(entry);
}
