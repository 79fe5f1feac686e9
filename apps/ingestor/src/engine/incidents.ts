import { type Alarm, defaultAlarmSettings, joinIncident, lastIncident, type StepContext } from '@wachter/core';
import type { World } from '../pipeline/world.ts';

/** The incident a new alarm belongs to, by the gap that its site has set. */
export function incidentOf(world: World): NonNullable<StepContext['incidentOf']> {
  return ({ id, siteId, at }) => {
    const { incidents, settings } = world.withheld;
    const gapSeconds = (settings.get(siteId) ?? defaultAlarmSettings).incidentGapSeconds;
    const incident = joinIncident(incidents.get(siteId) ?? null, { id, at }, gapSeconds);
    incidents.set(siteId, incident);
    return incident.id;
  };
}

/** Goes on with the incidents that unfinished alarms tell of. */
export function restoreIncidents({ withheld }: Pick<World, 'withheld'>, alarms: readonly Alarm[]): void {
  for (const siteId of new Set(alarms.map((alarm) => alarm.siteId))) {
    const incident = lastIncident(alarms.filter((alarm) => alarm.siteId === siteId));
    if (incident) withheld.incidents.set(siteId, incident);
  }
}
