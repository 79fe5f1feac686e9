import type { Alarm } from '@wachter/core';
import type { Acknowledgement, AcknowledgeOutcome, AlarmFilter, AlarmStore, ResetOutcome } from '@wachter/services';
import type pg from 'pg';
import { storableText } from '../connect/binary-array.ts';
import { select } from '../connect/transaction.ts';
import { type AlarmRecord, alarmColumns, alarmStateSql, isUnfinished } from '../rows/columns.ts';
import { isUuid } from '../rows/uuid.ts';
import { readTicks, tick } from './checklist.ts';
import { type Conditions, instant, newConditions, placesInside } from './conditions.ts';
import { acknowledgeSql, resetSql } from './decide-sql.ts';
import { listJournal, readJournal } from './journal.ts';
import { alarmPeriod } from './period.ts';

type By = Parameters<AlarmStore['reset']>[1];
type AcknowledgedBy = Parameters<AlarmStore['acknowledge']>[1];

function conditionsOf(filter: AlarmFilter): Conditions {
  const all = newConditions();
  const { add } = all;
  add(filter.siteId, (it) => `a.site_id = ${it}::uuid`);
  add(
    filter.locationId,
    (it) => `(EXISTS (SELECT FROM point p WHERE p.id = a.point_id AND p.location_id IN ${placesInside(it)})
      OR EXISTS (SELECT FROM device d WHERE d.id = a.device_id AND d.location_id IN ${placesInside(it)}))`,
  );
  add(filter.pointId, (it) => `a.point_id = ${it}`);
  add(filter.deviceId, (it) => `a.device_id = ${it}`);
  add(filter.withheldBy, (it) => `a.withheld_by = ${it}`);
  add(filter.incidentId, (it) => `a.incident_id = ${it}::uuid`);
  add(filter.states, (it) => `${alarmStateSql} = ANY(${it}::text[])`);
  add(filter.priorities, (it) => `a.priority = ANY(${it}::text[])`);
  add(filter.from, (it) => `a.raised_at >= ${instant(it)}`);
  add(filter.to, (it) => `a.raised_at < ${instant(it)}`);
  if (filter.before) {
    const { raisedAt, id } = filter.before;
    all.say(`(a.raised_at, a.id) < (${instant(all.place(raisedAt))}, ${all.place(id)}::uuid)`);
  }
  if (filter.isOpen !== undefined) all.say(filter.isOpen ? isUnfinished : `NOT ${isUnfinished}`);
  return all;
}

async function getAlarm(pool: pg.Pool, id: string): Promise<Alarm | null> {
  if (!isUuid(id)) return null;
  return (
    (await select<AlarmRecord>(pool, 'reading an alarm', `SELECT ${alarmColumns} FROM alarm a WHERE a.id = $1`, [id]))[0] ?? null
  );
}

async function decide(
  pool: pg.Pool,
  decision: { readonly sql: string; readonly more?: readonly unknown[] },
  { what, by }: { readonly what: Acknowledgement; readonly by: By },
): Promise<Alarm | null> {
  const comment = by.comment === null ? null : storableText(by.comment, 4_000);
  const values = [what.alarmId, what.activation, by.actor, comment, by.now, by.source ?? null, ...(decision.more ?? [])];
  const [row] = await select<AlarmRecord & { readonly told: number }>(pool, 'deciding on an alarm', decision.sql, values);
  if (!row) return null;
  const { told: _told, ...alarm } = row;
  return alarm;
}

async function acknowledge(pool: pg.Pool, what: Acknowledgement, by: AcknowledgedBy): Promise<AcknowledgeOutcome> {
  const before = await getAlarm(pool, what.alarmId);
  if (!before) return { kind: 'not-found' };
  const changed = await decide(
    pool,
    { sql: acknowledgeSql, more: [by.holdMinutes ?? null, by.usualHoldMinutes ?? null] },
    { what, by },
  );
  if (changed) return { kind: 'acknowledged', alarm: changed };
  const alarm = (await getAlarm(pool, what.alarmId)) ?? before;
  if (alarm.acknowledgedActivation < alarm.activation) return { kind: 'superseded', alarm };
  return { kind: 'already-acknowledged', by: alarm.acknowledgedBy ?? '', at: alarm.acknowledgedAt ?? alarm.raisedAt };
}

/** Why a reset was refused; the weightiest reason first. */
function refusal(alarm: Alarm): ResetOutcome {
  if (!alarm.isLatching) return { kind: 'not-latching' };
  if (alarm.resetActivation >= alarm.activation) {
    return { kind: 'already-reset', by: alarm.resetBy ?? '', at: alarm.resetAt ?? alarm.raisedAt };
  }
  if (alarm.clearedAt === null) return { kind: 'still-active' };
  return { kind: 'not-acknowledged' };
}

async function reset(pool: pg.Pool, what: Acknowledgement, by: By): Promise<ResetOutcome> {
  const before = await getAlarm(pool, what.alarmId);
  if (!before) return { kind: 'not-found' };
  const changed = await decide(pool, { sql: resetSql }, { what, by });
  return changed ? { kind: 'reset', alarm: changed } : refusal((await getAlarm(pool, what.alarmId)) ?? before);
}

export const alarmStore = (pool: pg.Pool): AlarmStore => ({
  list: (filter) => {
    const all = conditionsOf(filter);
    const text = `SELECT ${alarmColumns} FROM alarm a WHERE ${all.where()}
      ORDER BY a.raised_at DESC, a.id DESC LIMIT ${all.place(filter.limit)}`;
    return select<AlarmRecord>(pool, 'listing alarms', text, all.values);
  },
  get: (id) => getAlarm(pool, id),
  journal: (alarmId) => readJournal(pool, alarmId),
  listJournal: (filter) => listJournal(pool, filter),
  period: (filter) => alarmPeriod(pool, filter),
  acknowledge: (what, by) => acknowledge(pool, what, by),
  reset: (what, by) => reset(pool, what, by),
  tick: (what, by) => tick(pool, what, by),
  ticks: (alarmId) => readTicks(pool, alarmId),
});
