import { defaultAlarmSettings, type Instant, type StepContext } from '@wachter/core';
import type { World } from '../pipeline/world.ts';
import { incidentOf } from './incidents.ts';

type Lasting = Required<Pick<StepContext, 'newId' | 'incidentOf' | 'chatterOf'>>;

/** What stays the same for every step in a world: functions made anew for each value would cost more than most rules. */
const lasting = new WeakMap<World, Lasting>();

function lastingOf(world: World): Lasting {
  const known = lasting.get(world);
  if (known) return known;
  const chatterOf: Lasting['chatterOf'] = (siteId) => (world.withheld.settings.get(siteId) ?? defaultAlarmSettings).chatter;
  const made: Lasting = { newId: world.newId, incidentOf: incidentOf(world), chatterOf };
  lasting.set(world, made);
  return made;
}

/** What a step of a rule may know of its site. */
export function stepContext(world: World, now: Instant, isLate: boolean): StepContext {
  const { newId, incidentOf: incident, chatterOf } = lastingOf(world);
  return { now, isLate, newId, incidentOf: incident, chatterOf };
}
