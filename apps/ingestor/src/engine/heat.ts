import {
  type Cooling,
  coolingBy,
  GOOD,
  type HeatRoom,
  heatValues,
  type Instant,
  isCoolingLost,
  roomCoolingByCode,
} from '@wachter/core';
import { setLatest, store } from '../pipeline/keep-reading.ts';
import type { World } from '../pipeline/world.ts';
import { trusted } from './redundancy.ts';
import { stepLive } from './step-reading.ts';

/** Minutes are written anew when they have moved by so much, or an interval has passed. */
const NEWS_MINUTES = 0.5;

/**
 * Looks at the cooling of every room whose minutes are counted, and writes what its three points hold. What is known of the time comes from the job that learns rooms;
 * here it counts down. Where nothing can be said nothing is written, and the value grows stale by itself.
 */
export function watchHeat(world: World, now: Instant): void {
  const memory = world.heat;
  for (const room of memory.rooms()) {
    const cooling = coolingNow(world, room, now);
    memory.noteCooling(room.roomId, cooling, now);
    const values = heatValues(cooling.state, memory.saidOf(room.roomId, now), now);
    write(world, room.state, { value: values.state, now, news: 0 });
    write(world, room.earliest, { value: values.earliest, now, news: NEWS_MINUTES });
    write(world, room.latest, { value: values.latest, now, news: NEWS_MINUTES });
  }
}

/** What is unknown neither ends the loss of cooling nor begins it: then what was said last holds, also by another process. */
function coolingNow(world: World, { cooling, state }: HeatRoom, now: Instant): Cooling {
  if (cooling === null) return { state: 'unknown', left: 0 };
  const found = coolingBy(cooling, (pointId) => trusted(world.points.get(pointId), now));
  const before = state === null ? null : world.points.get(state)?.latest;
  const said = before ? roomCoolingByCode(before.value ?? -1) : null;
  return found.state === 'unknown' && said !== null && isCoolingLost(said) ? { ...found, state: 'lost' } : found;
}

interface Wanted {
  readonly value: number | null;
  readonly now: Instant;
  readonly news: number;
}

function write(world: World, pointId: number | null, { value, now, news }: Wanted): void {
  const entry = pointId === null ? undefined : world.points.get(pointId);
  if (!entry || value === null) return;
  const { latest } = entry;
  const moved = latest === null || latest.value === null ? Number.POSITIVE_INFINITY : Math.abs(latest.value - value);
  const isDue = moved > news || now - (latest?.observedAt ?? 0) >= entry.point.intervalSeconds * 1000;
  if (!isDue || (latest !== null && now <= latest.observedAt)) return;
  const row = { pointId: entry.point.id, value, quality: GOOD, observedAt: now, receivedAt: now };
  store(world, entry, row);
  setLatest(world, entry, row);
  stepLive(world, entry, row);
}
