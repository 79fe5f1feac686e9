import type { Plant } from '../physics/plant.ts';
import type { Random } from '../random/prng.ts';

/** An access event without its time and number. Holders are pseudonyms. */
export interface AccessEvent {
  readonly type: 'granted' | 'door-held' | 'door-closed';
  readonly door: string;
  readonly holder?: string;
  readonly openSeconds?: number;
}

const HELD_AFTER_SECONDS = 30;

/** Watches doors and tells each passage, each door held too long, and its closing. */
export function createDoorWatch(doors: readonly string[], random: Random): { readonly look: (plant: Plant) => AccessEvent[] } {
  const seen = new Map<string, { passages: number; isHeld: boolean }>();
  const lookAt = (slug: string, plant: Plant): AccessEvent[] => {
    const door = plant.doors[slug];
    if (door === undefined) return [];
    const before = seen.get(slug) ?? { passages: door.passages, isHeld: false };
    const isHeld = door.openSeconds > HELD_AFTER_SECONDS;
    seen.set(slug, { passages: door.passages, isHeld });
    const events: AccessEvent[] = [];
    if (door.passages > before.passages) events.push({ type: 'granted', door: slug, holder: `holder-${1 + random.below(24)}` });
    if (isHeld && !before.isHeld) events.push({ type: 'door-held', door: slug, openSeconds: Math.round(door.openSeconds) });
    if (!isHeld && before.isHeld) events.push({ type: 'door-closed', door: slug });
    return events;
  };
  return { look: (plant) => doors.flatMap((slug) => lookAt(slug, plant)) };
}
