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
export function setLatest(world: World, entry: PointEntry, stamped: Stamped): void {
  const { value, quality, observedAt, receivedAt, skewMs } = stamped;
  entry.latest = { value, quality, observedAt, receivedAt, skewMs, freshAt: freshAt(stamped) };
  entry.deafMsAtLatest = world.ears.deafMs(receivedAt);
  world.batch.points.add(entry);
}

interface Stamped {
  readonly value: number | null;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  readonly skewMs?: number | undefined;
}
