import type { Priority } from '../quantity/define.ts';
import { priorities } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { TransitionKind } from './alarm.ts';
import type { AlarmLevel } from './define-rule.ts';

/** What an occurrence is about. */
export interface AlarmSource {
  readonly siteId: string;
  readonly ruleId: string;
  readonly pointId: number | null;
  readonly deviceId: string | null;
}

/** A journal row with what it is about. `level` is that of the row, `alarmLevel` and `priority` those of the occurrence today. */
export interface PeriodTransition extends AlarmSource {
  readonly alarmId: string;
  readonly kind: TransitionKind;
  readonly recordedAt: Instant;
  readonly level: AlarmLevel | null;
  readonly alarmLevel: AlarmLevel;
  readonly priority: Priority;
}

/** An occurrence that is active at the end of a period. `since`: the raise that began this stretch of being active. */
export interface StandingAlarm extends AlarmSource {
  readonly alarmId: string;
  readonly priority: Priority;
  readonly since: Instant;
}

/** Rows that the figures of [from, to) are made from: transitions by time of record, oldest first, and what is active at `to`. */
export interface AlarmPeriodRows {
  readonly transitions: readonly PeriodTransition[];
  readonly active: readonly StandingAlarm[];
}

export interface KpiPeriod {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Kinds by which somebody was told. Late evidence (`recorded-late`) is no news and is not counted as such. Whether an alarm was
 * withheld when it rose is not in the journal: such alarms are counted too.
 */
export const annunciating: readonly TransitionKind[] = ['raised', 're-raised', 'escalated', 'acknowledgement-expired'];

/** A moment at which a person was told of an alarm, with the priority it had then. */
export interface Annunciation extends AlarmSource {
  readonly alarmId: string;
  readonly at: Instant;
  readonly priority: Priority;
}

/** Every annunciation of a period, oldest first. */
export const annunciationsOf = ({ transitions }: AlarmPeriodRows): readonly Annunciation[] =>
  transitions
    .filter((row) => annunciating.includes(row.kind))
    .map((row) => ({ ...sourceOf(row), alarmId: row.alarmId, at: row.recordedAt, priority: priorityThen(row) }));

export const sourceOf = ({ siteId, ruleId, pointId, deviceId }: AlarmSource): AlarmSource => ({
  siteId,
  ruleId,
  pointId,
  deviceId,
});

/** Rows by a key, in the order in which the keys were first met. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** The occurrence keeps only its present priority; a warning is one step lower than the critical of the same rule (`priorityOf`). */
function priorityThen({ level, alarmLevel, priority }: PeriodTransition): Priority {
  if (level === null || level === alarmLevel) return priority;
  const step = level === 'warning' ? 1 : -1;
  const index = Math.min(Math.max(priorities.indexOf(priority) + step, 0), priorities.length - 1);
  return priorities[index] ?? priority;
}
