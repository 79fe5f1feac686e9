import type { AlarmPeriodRows, PeriodTransition, StandingAlarm } from '@wachter/core';
import type { AlarmStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';
import { instant } from './conditions.ts';

const source = `a.id AS "alarmId", a.site_id AS "siteId", a.rule_id AS "ruleId", a.point_id AS "pointId", a.device_id AS "deviceId",
  a.priority`;
const isOfSite = '($1::uuid IS NULL OR a.site_id = $1::uuid)';

const transitionsSql = `
  SELECT ${source}, j.kind, j.recorded_at AS "recordedAt", j.level, a.level AS "alarmLevel"
  FROM journal j JOIN alarm a ON a.id = j.alarm_id
  WHERE j.recorded_at >= ${instant('$2')} AND j.recorded_at < ${instant('$3')} AND ${isOfSite}
  ORDER BY j.recorded_at, j.id LIMIT $4`;

const activeSql = `
  SELECT ${source}, GREATEST(a.raised_at, (
    SELECT max(j.condition_at) FROM journal j
    WHERE j.alarm_id = a.id AND j.kind IN ('raised', 're-raised', 'recorded-late') AND j.recorded_at < ${instant('$2')})) AS since
  FROM alarm a
  WHERE a.raised_at < ${instant('$2')} AND (a.cleared_at IS NULL OR a.cleared_at >= ${instant('$2')}) AND ${isOfSite}`;

/** Journal rows of a period with what they are about, and what is active at its end. */
export async function alarmPeriod(
  pool: pg.Pool,
  { siteId, from, to, limit }: Parameters<AlarmStore['period']>[0],
): Promise<AlarmPeriodRows> {
  const site = siteId ?? null;
  const [transitions, active] = await Promise.all([
    select<PeriodTransition & pg.QueryResultRow>(pool, 'reading the journal of a period', transitionsSql, [
      site,
      from,
      to,
      limit,
    ]),
    select<StandingAlarm & pg.QueryResultRow>(pool, 'reading what is active', activeSql, [site, to]),
  ]);
  return { transitions, active };
}
