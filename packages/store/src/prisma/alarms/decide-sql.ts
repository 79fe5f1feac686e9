import { alarmColumns } from '../rows/columns.ts';

/**
 * Values: id, activation, actor, comment, now in milliseconds, source, minutes asked for, minutes of the priority. The conditional update decides; its
 * rows go on into the evidence.
 */
const decide = (change: {
  readonly set: string;
  readonly onlyIf: string;
  readonly kind: string;
  readonly action: string;
}): string => `
  WITH changed AS (
    UPDATE alarm a SET ${change.set}, version = next_live_version()
    WHERE a.id = $1::uuid AND a.activation = $2::int AND ${change.onlyIf}
    RETURNING a.*
  ), journalled AS (
    INSERT INTO journal (alarm_id, kind, condition_at, recorded_at, actor, value, "limit", level, comment, source)
    SELECT id, '${change.kind}', to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000), $3, value, "limit", level, $4, $6
    FROM changed
  ), audited AS (
    INSERT INTO audit (at, actor, action, object_kind, object_id, after, source)
    SELECT to_timestamp($5::float8 / 1000), $3, '${change.action}', 'alarm', id::text,
      jsonb_build_object('activation', activation, 'comment', $4::text), $6
    FROM changed
  ), told AS (
    SELECT pg_notify('wachter_live', version::text) AS sent FROM changed
  )
  SELECT ${alarmColumns}, (SELECT count(sent) FROM told) AS "told" FROM changed a`;

export const acknowledgeSql = decide({
  set: `acknowledged_activation = a.activation, acknowledged_at = to_timestamp($5::float8 / 1000), acknowledged_by = $3::text,
    acknowledge_comment = $4::text, acknowledged_until = to_timestamp($5::float8 / 1000)
      + coalesce($7::int, (SELECT r.acknowledge_holds_minutes FROM rule r WHERE r.id = a.rule_id), $8::int) * interval '1 minute'`,
  onlyIf: 'a.acknowledged_activation < a.activation',
  kind: 'acknowledged',
  action: 'alarm.acknowledge',
});

export const resetSql = decide({
  set: 'reset_activation = a.activation, reset_at = to_timestamp($5::float8 / 1000), reset_by = $3::text',
  onlyIf:
    'a.is_latching AND a.cleared_at IS NOT NULL AND a.acknowledged_activation >= a.activation AND a.reset_activation < a.activation',
  kind: 'reset',
  action: 'alarm.reset',
});
