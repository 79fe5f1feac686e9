import { deriveDewPoint, type PointState } from '@wachter/core';
import { stepLive } from '../engine/step-reading.ts';
import type { PointEntry } from './entries.ts';
import { setLatest, store } from './keep-reading.ts';
import type { World } from './world.ts';

type Valued = Omit<PointState, 'version' | 'pointId'> & { readonly value: number };
const hasValue = (state: Omit<PointState, 'version' | 'pointId'> | null | undefined): state is Valued => state?.value != null;

/**
 * Computes the points that follow from this one, live values only: an input that is bad, or older than its stale time when the other
 * one arrives, gives nothing, and the derived point grows stale by itself.
 */
export function deriveFrom(world: World, source: PointEntry): void {
  for (const entry of source.feeds) {
    const { derivedFrom } = entry.point;
    if (!derivedFrom || entry.point.status === 'retired') continue;
    const inputs = [world.points.get(derivedFrom.temperature), world.points.get(derivedFrom.humidity)] as const;
    const temperature = inputs[0]?.latest;
    const humidity = inputs[1]?.latest;
    if (!hasValue(temperature) || !hasValue(humidity)) continue;
    const staleSeconds = Math.min(inputs[0]?.point.staleSeconds ?? 0, inputs[1]?.point.staleSeconds ?? 0);
    const row = deriveDewPoint(entry.point.id, { temperature, humidity }, staleSeconds);
    if (!row || (entry.latest && entry.latest.observedAt >= row.observedAt)) continue;
    store(world, entry, row);
    setLatest(world, entry, row);
    stepLive(world, entry, row);
  }
}
