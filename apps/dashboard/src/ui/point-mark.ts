import type { Alarm, Priority } from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';

export interface PointMark {
  readonly priority: Priority;
  readonly isAcknowledged: boolean;
}

/** The first, thus gravest, of sorted alarms per point. */
export function marksByPoint(sorted: readonly Alarm[]): ReadonlyMap<number, PointMark> {
  const marks = new Map<number, PointMark>();
  for (const alarm of sorted) {
    if (alarm.pointId === null || marks.has(alarm.pointId)) continue;
    const state = alarmState(alarm);
    marks.set(alarm.pointId, {
      priority: alarm.priority,
      isAcknowledged: state === 'acknowledged' || state === 'latched-acknowledged',
    });
  }
  return marks;
}
