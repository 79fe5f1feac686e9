import { defaultAlarmSettings, type Instant, type StepContext } from '@wachter/core';
import type { World } from '../pipeline/world.ts';
import { incidentOf } from './incidents.ts';

/** What a step of a rule may know of its site. */
export const stepContext = (world: World, now: Instant, isLate: boolean): StepContext => ({
  ...{ now, isLate, newId: world.newId, incidentOf: incidentOf(world) },
  chatterOf: (siteId) => (world.withheld.settings.get(siteId) ?? defaultAlarmSettings).chatter,
});
