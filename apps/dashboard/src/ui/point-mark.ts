import type { Alarm, Priority } from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';

export interface PointMark {
  readonly priority: Priority;
  readonly isAcknowledged: boolean;
}

/** How an alarm is marked: its priority, filled until somebody has acknowledged it. */
export function markOf(alarm: Alarm): PointMark {
  const state = alarmState(alarm);
  return { priority: alarm.priority, isAcknowledged: state === 'acknowledged' || state === 'latched-acknowledged' };
}

/** The first, thus gravest, of sorted alarms per point. */
export function marksByPoint(sorted: readonly Alarm[]): ReadonlyMap<number, PointMark> {
  const marks = new Map<number, PointMark>();
  for (const alarm of sorted) {
    if (alarm.pointId !== null && !marks.has(alarm.pointId)) marks.set(alarm.pointId, markOf(alarm));
  }
  return marks;
}
