import { priorities } from '../quantity/define.ts';
import type { TellableAlarm } from './outbox.ts';

/** By incident the one alarm that speaks for it; incidents of sites without a flood are not in it. */
export type Speakers = ReadonlyMap<string, TellableAlarm>;

const comesFirst = (a: TellableAlarm, b: TellableAlarm): boolean =>
  (priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1)) < 0;

/**
 * In a flood people are told once of an incident: by the gravest of its alarms that still wants somebody, of those the first. Once that is
 * acknowledged or over, the next one speaks. `wantsTelling`: active, and nothing keeps it from being told.
 */
export function speakersOf(
  alarms: readonly TellableAlarm[],
  floods: ReadonlySet<string>,
  wantsTelling: (alarm: TellableAlarm) => boolean,
): Speakers {
  const speakers = new Map<string, TellableAlarm>();
  if (floods.size === 0) return speakers;
  for (const alarm of alarms) {
    if (alarm.incidentId === null || !floods.has(alarm.siteId) || !wantsTelling(alarm)) continue;
    const known = speakers.get(alarm.incidentId);
    if (!known || comesFirst(alarm, known)) speakers.set(alarm.incidentId, alarm);
  }
  return speakers;
}

/** What is critical is always told itself. */
export const isSpokenFor = ({ id, incidentId, priority }: TellableAlarm, speakers: Speakers): boolean => {
  const speaker = incidentId === null ? undefined : speakers.get(incidentId);
  return speaker !== undefined && speaker.id !== id && priority !== 'critical';
};
