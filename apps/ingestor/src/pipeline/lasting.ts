import type { Instant } from '@wachter/core';
import { createHeatMemory } from '../jobs/heat-memory.ts';
import { createArrivalMemory } from './arrival-memory.ts';
import { createEars } from './ears.ts';
import { createInbox } from './inbox.ts';
import type { World } from './world.ts';

/** What outlives the world when it is loaded again within one process. */
export type Lasting = Pick<World, 'ears' | 'arrivals' | 'inbox' | 'heat'>;

export const createLasting = (now: Instant): Lasting => ({
  ears: createEars(now),
  arrivals: createArrivalMemory(),
  inbox: createInbox(),
  heat: createHeatMemory(),
});
