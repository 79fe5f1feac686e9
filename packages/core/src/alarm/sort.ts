import { priorities } from '../quantity/define.ts';
import { type Alarm, alarmState } from './alarm.ts';

const isWaiting = (alarm: Alarm): boolean => {
  const state = alarmState(alarm);
  return state !== 'normal' && alarm.acknowledgedActivation < alarm.activation;
};

/** Order of every alarm list: unacknowledged first, then by priority, then the newest activation, then by id so that it is total. */
export function compareAlarms(a: Alarm, b: Alarm): number {
  const byWaiting = Number(isWaiting(b)) - Number(isWaiting(a));
  if (byWaiting !== 0) return byWaiting;
  const byPriority = priorities.indexOf(a.priority) - priorities.indexOf(b.priority);
  if (byPriority !== 0) return byPriority;
  return b.activatedAt - a.activatedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export const sortAlarms = (alarms: readonly Alarm[]): Alarm[] => [...alarms].sort(compareAlarms);
