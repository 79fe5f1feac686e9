import type { JournalEntry, JournalLine } from '@wachter/core';
import type { JournalFilter } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';
import { alarmStateSql } from '../rows/columns.ts';
import { isUuid } from '../rows/uuid.ts';
import { type Conditions, instant, newConditions, placesInside } from './conditions.ts';

const columns = `j.alarm_id AS "alarmId", j.kind, j.condition_at AS "conditionAt", j.recorded_at AS "recordedAt", j.actor, j.value,
  j."limit", j.level, j.quality, j.comment, j.source`;

const lineColumns = `j.id, ${columns}, a.site_id AS "siteId", a.rule_id AS "ruleId", r.type AS "ruleType", a.priority, a.direction,
  a.point_id AS "pointId", p.tag, p.quantity, a.device_id AS "deviceId", COALESCE(p.name, d.name, '') AS name,
  CASE WHEN a.point_id IS NULL THEN d.location_id ELSE p.location_id END AS "locationId"`;

const contains = (column: string, part: string): string => `position(lower(${part}) IN lower(${column})) > 0`;

function conditionsOf(filter: JournalFilter): Conditions {
  const all = newConditions();
  const { add } = all;
  add(filter.siteId, (it) => `a.site_id = ${it}::uuid`);
  add(filter.locationId, (it) => `CASE WHEN a.point_id IS NULL THEN d.location_id ELSE p.location_id END IN ${placesInside(it)}`);
  add(filter.pointId, (it) => `a.point_id = ${it}`);
  add(filter.deviceId, (it) => `a.device_id = ${it}`);
  add(filter.ruleId, (it) => `a.rule_id = ${it}::uuid`);
  add(filter.ruleType, (it) => `r.type = ${it}`);
  add(filter.subject, (it) => `(${['p.tag', 'p.name', 'd.id', 'd.name'].map((column) => contains(column, it)).join(' OR ')})`);
  add(filter.actor, (it) => contains('j.actor', it));
  add(filter.kinds, (it) => `j.kind = ANY(${it}::text[])`);
  add(filter.states, (it) => `${alarmStateSql} = ANY(${it}::text[])`);
  add(filter.priorities, (it) => `a.priority = ANY(${it}::text[])`);
  add(filter.from, (it) => `j.recorded_at >= ${instant(it)}`);
  add(filter.to, (it) => `j.recorded_at < ${instant(it)}`);
  if (filter.before) {
    const { recordedAt, id } = filter.before;
    all.say(`(j.recorded_at, j.id) < (${instant(all.place(recordedAt))}, ${all.place(id)}::int8)`);
  }
  return all;
}

/** Rows of the journal with what they are about, last recorded first. */
export function listJournal(pool: pg.Pool, filter: JournalFilter): Promise<readonly JournalLine[]> {
  const all = conditionsOf(filter);
  const text = `SELECT ${lineColumns}
    FROM journal j JOIN alarm a ON a.id = j.alarm_id JOIN rule r ON r.id = a.rule_id
    LEFT JOIN point p ON p.id = a.point_id LEFT JOIN device d ON d.id = a.device_id
    WHERE ${all.where()} ORDER BY j.recorded_at DESC, j.id DESC LIMIT ${all.place(filter.limit)}`;
  return select<JournalLine & pg.QueryResultRow>(pool, 'listing the journal', text, all.values);
}

/** Transitions of one occurrence, oldest first. */
export async function readJournal(pool: pg.Pool, alarmId: string): Promise<readonly JournalEntry[]> {
  if (!isUuid(alarmId)) return [];
  const text = `SELECT ${columns} FROM journal j WHERE j.alarm_id = $1 ORDER BY j.id`;
  return select<JournalEntry & pg.QueryResultRow>(pool, 'reading the journal', text, [alarmId]);
}
