import type { Alarm, AlarmPeriodRows, Instant, JournalEntry, PeriodTransition, StandingAlarm } from '@wachter/core';
import type { AlarmStore } from '@wachter/services/ports/index';
import type { Tables } from './tables.ts';

const source = ({ siteId, ruleId, pointId, deviceId, priority, id: alarmId }: Alarm) => ({
  ...{ alarmId, siteId, ruleId, pointId, deviceId, priority },
});

/** Kinds by which an occurrence becomes active. */
const begins = new Set(['raised', 're-raised', 'recorded-late']);

function sinceOf(alarm: Alarm, journal: readonly JournalEntry[], to: Instant): Instant {
  const starts = journal.filter((row) => row.alarmId === alarm.id && begins.has(row.kind) && row.recordedAt < to);
  return starts.reduce((latest, row) => Math.max(latest, row.conditionAt), alarm.raisedAt);
}

/** Journal rows of a period with what they are about, and what is active at its end. */
export function periodOf(tables: Tables, { siteId, from, to, limit }: Parameters<AlarmStore['period']>[0]): AlarmPeriodRows {
  const isWanted = (alarm: Alarm) => siteId === undefined || alarm.siteId === siteId;
  const transitions = tables.journal.flatMap((row): PeriodTransition[] => {
    const alarm = tables.alarms.get(row.alarmId);
    if (!alarm || !isWanted(alarm) || row.recordedAt < from || row.recordedAt >= to) return [];
    const { kind, recordedAt, level } = row;
    return [{ ...source(alarm), kind, recordedAt, level, alarmLevel: alarm.level }];
  });
  const active = [...tables.alarms.values()].flatMap((alarm): StandingAlarm[] =>
    isWanted(alarm) && alarm.raisedAt < to && (alarm.clearedAt === null || alarm.clearedAt >= to)
      ? [{ ...source(alarm), since: sinceOf(alarm, tables.journal, to) }]
      : [],
  );
  return { transitions: transitions.toSorted((a, b) => a.recordedAt - b.recordedAt).slice(0, limit), active };
}
