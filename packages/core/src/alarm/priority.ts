import { type Priority, priorities } from '../quantity/define.ts';
import type { AlarmLevel } from './define-rule.ts';

/** A critical condition speaks with the rule's priority, a warning one step lower; low stays low. */
export function priorityOf(priority: Priority, level: AlarmLevel): Priority {
  if (level === 'critical') return priority;
  return priorities[Math.min(priorities.indexOf(priority) + 1, priorities.length - 1)] ?? 'low';
}
