import type { AlarmStore, ChecklistTick } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';
import { isUuid } from '../rows/uuid.ts';

const columns = `t.alarm_id AS "alarmId", t.activation, t.step, t.at, t."by"`;

/** Values: alarm, activation, step, actor, now, source. Whoever is first has the step; the tick and its audit row are one statement. */
const tickSql = `
  WITH ticked AS (
    INSERT INTO checklist_tick (alarm_id, activation, step, at, "by")
    SELECT a.id, a.activation, $3::int, to_timestamp($5::float8 / 1000), $4 FROM alarm a WHERE a.id = $1::uuid AND a.activation = $2::int
    ON CONFLICT DO NOTHING
    RETURNING *
  ), audited AS (
    INSERT INTO audit (at, actor, action, object_kind, object_id, after, source)
    SELECT at, "by", 'alarm.tick', 'alarm', alarm_id::text, jsonb_build_object('activation', activation, 'step', step), $6 FROM ticked
  )
  SELECT ${columns} FROM ticked t`;

/** Values: alarm, activation, step. None where the alarm has been raised again since, as nothing can be ticked then. */
const presentTickSql = `
  SELECT ${columns} FROM checklist_tick t JOIN alarm a ON a.id = t.alarm_id AND a.activation = t.activation
  WHERE t.alarm_id = $1 AND t.activation = $2 AND t.step = $3`;

export async function tick(...[pool, what, by]: [pg.Pool, ...Parameters<AlarmStore['tick']>]): ReturnType<AlarmStore['tick']> {
  if (!isUuid(what.alarmId)) return { kind: 'not-found' };
  const values = [what.alarmId, what.activation, what.step, by.actor, by.now, by.source ?? null];
  const [done] = await select<ChecklistTick & Record<string, unknown>>(pool, 'ticking a step', tickSql, values);
  if (done) return { kind: 'ticked', tick: done };
  const [known] = await select<ChecklistTick & Record<string, unknown>>(
    pool,
    'reading who ticked a step',
    presentTickSql,
    values.slice(0, 3),
  );
  return known ? { kind: 'already-ticked', by: known.by, at: known.at } : { kind: 'not-found' };
}

export async function readTicks(pool: pg.Pool, alarmId: string): Promise<readonly ChecklistTick[]> {
  if (!isUuid(alarmId)) return [];
  const text = `SELECT ${columns} FROM checklist_tick t WHERE t.alarm_id = $1 ORDER BY t.activation, t.step`;
  return select<ChecklistTick & Record<string, unknown>>(pool, 'reading a checklist', text, [alarmId]);
}
