import { type Alarm, alarmState, type JournalEntry } from '@wachter/core';
import type {
  Acknowledgement,
  AcknowledgeOutcome,
  AlarmFilter,
  AlarmStore,
  ResetOutcome,
  TickOutcome,
} from '@wachter/services/ports/index';
import { periodOf } from './alarm-period.ts';
import { liesIn } from './alarm-place.ts';
import { appendAudit, type Database, nextVersion } from './database.ts';
import { journalLines } from './journal.ts';
import { appendJournal } from './journal-rows.ts';
import type { Tables } from './tables.ts';

type By = Parameters<AlarmStore['reset']>[1];
type AcknowledgedBy = Parameters<AlarmStore['acknowledge']>[1];

/** Occurrences whose derived state is not normal. */
export const unfinishedOf = (tables: Tables): readonly Alarm[] =>
  [...tables.alarms.values()].filter((alarm) => alarmState(alarm) !== 'normal');

const newestFirst = (a: Alarm, b: Alarm): number => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1);

function isWanted(alarm: Alarm, filter: AlarmFilter, tables: Tables): boolean {
  const { siteId, locationId, pointId, deviceId, states, priorities, isOpen, from, to, before } = filter;
  const { withheldBy, incidentId } = filter;
  const state = alarmState(alarm);
  const isBefore = !before || alarm.raisedAt < before.raisedAt || (alarm.raisedAt === before.raisedAt && alarm.id < before.id);
  return (
    isBefore &&
    (siteId === undefined || alarm.siteId === siteId) &&
    (locationId === undefined || liesIn(alarm, locationId, tables)) &&
    (pointId === undefined || alarm.pointId === pointId) &&
    (deviceId === undefined || alarm.deviceId === deviceId) &&
    (withheldBy === undefined || alarm.withheldBy === withheldBy) &&
    (incidentId === undefined || alarm.incidentId === incidentId) &&
    (states === undefined || states.includes(state)) &&
    (priorities === undefined || priorities.includes(alarm.priority)) &&
    (isOpen === undefined || (state !== 'normal') === isOpen) &&
    (from === undefined || alarm.raisedAt >= from) &&
    (to === undefined || alarm.raisedAt < to)
  );
}

function writeWord(draft: Tables, alarm: Alarm, word: { readonly kind: 'acknowledged' | 'reset'; readonly by: By }): void {
  const { kind, by } = word;
  draft.alarms.set(alarm.id, alarm);
  const entry: JournalEntry = {
    alarmId: alarm.id,
    kind,
    conditionAt: by.now,
    recordedAt: by.now,
    actor: by.actor,
    value: alarm.value,
    limit: alarm.limit,
    level: alarm.level,
    quality: null,
    comment: by.comment,
    source: by.source ?? null,
  };
  appendJournal(draft, entry);
  const action = kind === 'acknowledged' ? 'alarm.acknowledge' : 'alarm.reset';
  const after = { activation: alarm.activation, comment: by.comment };
  appendAudit(draft, { actor: by.actor, action, objectKind: 'alarm', objectId: alarm.id, after, source: by.source }, by.now);
}

function acknowledge(draft: Tables, what: Acknowledgement, by: AcknowledgedBy): AcknowledgeOutcome {
  const alarm = draft.alarms.get(what.alarmId);
  if (!alarm) return { kind: 'not-found' };
  if (alarm.acknowledgedActivation >= alarm.activation) {
    return { kind: 'already-acknowledged', by: alarm.acknowledgedBy ?? '', at: alarm.acknowledgedAt ?? alarm.raisedAt };
  }
  if (what.activation !== alarm.activation) return { kind: 'superseded', alarm };
  const ofRule = draft.rules.get(alarm.ruleId)?.acknowledgeHoldsMinutes;
  const minutes = by.holdMinutes ?? ofRule ?? by.usualHoldMinutes ?? null;
  const said: Alarm = {
    ...alarm,
    acknowledgedActivation: what.activation,
    acknowledgedAt: by.now,
    acknowledgedBy: by.actor,
    acknowledgeComment: by.comment,
    acknowledgedUntil: minutes === null ? null : by.now + minutes * 60_000,
    version: nextVersion(draft),
  };
  writeWord(draft, said, { kind: 'acknowledged', by });
  return { kind: 'acknowledged', alarm: said };
}

function reset(draft: Tables, what: Acknowledgement, by: By): ResetOutcome {
  const alarm = draft.alarms.get(what.alarmId);
  if (!alarm) return { kind: 'not-found' };
  if (!alarm.isLatching) return { kind: 'not-latching' };
  if (alarm.resetActivation >= alarm.activation) {
    return { kind: 'already-reset', by: alarm.resetBy ?? '', at: alarm.resetAt ?? alarm.raisedAt };
  }
  if (alarm.clearedAt === null) return { kind: 'still-active' };
  if (alarm.acknowledgedActivation < alarm.activation || what.activation !== alarm.activation)
    return { kind: 'not-acknowledged' };
  const version = nextVersion(draft);
  const said: Alarm = { ...alarm, resetActivation: what.activation, resetAt: by.now, resetBy: by.actor, version };
  writeWord(draft, said, { kind: 'reset', by });
  return { kind: 'reset', alarm: said };
}

function tick(...[draft, what, by]: [Tables, ...Parameters<AlarmStore['tick']>]): TickOutcome {
  const { alarmId, activation, step } = what;
  if (draft.alarms.get(alarmId)?.activation !== activation) return { kind: 'not-found' };
  const key = `${alarmId}/${activation}/${step}`;
  const known = draft.ticks.get(key);
  if (known) return { kind: 'already-ticked', by: known.by, at: known.at };
  const done = { alarmId, activation, step, at: by.now, by: by.actor };
  draft.ticks.set(key, done);
  const audited = { action: 'alarm.tick', objectKind: 'alarm', objectId: alarmId, after: { activation, step } };
  appendAudit(draft, { actor: by.actor, ...audited, source: by.source }, by.now);
  return { kind: 'ticked', tick: done };
}

export const memoryAlarmStore = (database: Database): AlarmStore => ({
  list: async (filter) => {
    const tables = database.read();
    const wanted = [...tables.alarms.values()].filter((alarm) => isWanted(alarm, filter, tables));
    return wanted.toSorted(newestFirst).slice(0, filter.limit);
  },
  get: async (id) => database.read().alarms.get(id) ?? null,
  journal: async (alarmId) => database.read().journal.filter((entry) => entry.alarmId === alarmId),
  listJournal: async (filter) => journalLines(database.read(), filter),
  period: async (filter) => periodOf(database.read(), filter),
  acknowledge: (what, by) => database.write((draft) => acknowledge(draft, what, by)),
  reset: (what, by) => database.write((draft) => reset(draft, what, by)),
  tick: (what, by) => database.write((draft) => tick(draft, what, by)),
  ticks: async (alarmId) =>
    [...database.read().ticks.values()]
      .filter((one) => one.alarmId === alarmId)
      .toSorted((a, b) => a.activation - b.activation || a.step - b.step),
});
