import { deriveDewPoint, freshAt } from '@wachter/core';
import { stepLate, stepLive } from '../engine/step-reading.ts';
import type { Row } from './batch.ts';
import type { PointEntry } from './entries.ts';
import { setLatest, store } from './keep-reading.ts';
import type { World } from './world.ts';

/**
 * Computes the points whose inputs have moved, once for all values of one source time. An input that is bad, or older than its stale
 * time when the other one arrives, gives nothing, and the derived point grows stale by itself. Two late inputs give a late value.
 */
export function derive(world: World): void {
  if (world.toDerive.size === 0) return;
  for (const [entry, how] of world.toDerive) if (entry.point.status !== 'retired') deriveOne(world, entry, how);
  world.toDerive.clear();
}

function deriveOne(world: World, entry: PointEntry, how: 'live' | 'late'): void {
  const { derivedFrom } = entry.point;
  if (derivedFrom?.kind !== 'dew-point') return;
  const sources = [world.points.get(derivedFrom.temperature), world.points.get(derivedFrom.humidity)] as const;
  const [temperature, humidity] = sources.map((source) => (source ? inputOf(source, how) : null));
  if (!temperature || !humidity) return;
  const staleSeconds = Math.min(sources[0]?.point.staleSeconds ?? 0, sources[1]?.point.staleSeconds ?? 0);
  const row = deriveDewPoint(entry.point.id, { temperature, humidity }, staleSeconds);
  if (!row) return;
  if (how === 'late') {
    store(world, entry, row);
    stepLate(world, entry, row);
  } else if (!entry.latest || entry.latest.freshAt < freshAt(row)) {
    store(world, entry, row);
    setLatest(world, entry, row);
    stepLive(world, entry, row);
  }
}

function inputOf({ latest, lateRow }: PointEntry, how: 'live' | 'late'): Omit<Row, 'pointId'> | null {
  if (how === 'late') return lateRow;
  return latest === null || latest.value === null ? null : { ...latest, value: latest.value };
}
