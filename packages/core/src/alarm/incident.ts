import type { Instant } from '../reading/reading.ts';
import type { Alarm } from './alarm.ts';

/** The incident a site is in: its first alarm and when its last one came. */
export interface Incident {
  readonly id: string;
  readonly lastAt: Instant;
}

/** An alarm that comes within the gap of the one before belongs to its incident; another begins one of its own (first-out). */
export const joinIncident = (
  present: Incident | null,
  alarm: { readonly id: string; readonly at: Instant },
  gapSeconds: number,
): Incident => {
  const isNear = present !== null && alarm.at - present.lastAt <= gapSeconds * 1000;
  return { id: isNear ? present.id : alarm.id, lastAt: alarm.at };
};

/** The incident that unfinished alarms tell of after a restart: that of the last one recorded. */
export function lastIncident(alarms: readonly Pick<Alarm, 'incidentId' | 'recordedAt'>[]): Incident | null {
  let last: Incident | null = null;
  for (const { incidentId, recordedAt } of alarms) {
    if (incidentId !== null && (last === null || recordedAt > last.lastAt)) last = { id: incidentId, lastAt: recordedAt };
  }
  return last;
}
