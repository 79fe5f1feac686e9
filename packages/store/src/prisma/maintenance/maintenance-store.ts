import type { MaintenanceStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';
import { dropPartitionsBefore, ensurePartitions } from './partitions.ts';
import { rollUp } from './roll-up.ts';

const deleteRollups = `WITH gone AS (
    DELETE FROM rollup WHERE (point_id, bucket, starts_at) IN (
      SELECT point_id, bucket, starts_at FROM rollup WHERE bucket = $1 AND starts_at < to_timestamp($2::float8 / 1000) LIMIT $3)
    RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;

const deleteQuarantine = `WITH gone AS (
    DELETE FROM quarantine WHERE id IN (
      SELECT id FROM quarantine WHERE received_at < to_timestamp($1::float8 / 1000) ORDER BY received_at, id LIMIT $2)
    RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;

/** What a round still compares stays: the notices of a subject go once none of it is owed and nothing of its telling runs. */
const deleteNotices = `WITH old AS (
    SELECT n.id FROM notice n
    WHERE n.created_at < to_timestamp($1::float8 / 1000) AND n.state <> 'queued'
      AND NOT EXISTS (SELECT 1 FROM notice o WHERE o.subject_id = n.subject_id AND o.state = 'queued')
      AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e.alarm_id = n.subject_id AND e.state <> 'done')
    ORDER BY n.created_at, n.id LIMIT $2
  ), links AS (
    DELETE FROM action_link WHERE expires_at < to_timestamp($1::float8 / 1000)
  ), drills AS (
    DELETE FROM drill WHERE started_at < to_timestamp($1::float8 / 1000)
  ), gone AS (DELETE FROM notice WHERE id IN (SELECT id FROM old) RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;

/** Newest first, adding up: everything beyond the allowed rows or bytes goes. */
const deleteBeyond = `WITH counted AS (
    SELECT id, row_number() OVER newest AS rows, sum(octet_length(payload)) OVER newest AS bytes
    FROM quarantine WINDOW newest AS (ORDER BY received_at DESC, id DESC)
  ), gone AS (
    DELETE FROM quarantine WHERE id IN (SELECT id FROM counted WHERE rows > $1 OR bytes > $2) RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;

export function maintenanceStore(pool: pg.Pool): MaintenanceStore {
  const count = async (doing: string, text: string, values: readonly unknown[]): Promise<number> =>
    (await select<{ count: number }>(pool, doing, text, values))[0]?.count ?? 0;
  return {
    ensurePartitions: ensurePartitions(pool),
    rollUp: rollUp(pool),
    dropBefore: (_kind, before) => dropPartitionsBefore(pool)(before),
    deleteBefore: (kind, before, limit) => {
      if (kind === 'notice') return count('deleting old messages', deleteNotices, [before, limit]);
      if (kind === 'quarantine') return count('deleting old quarantine', deleteQuarantine, [before, limit]);
      return count('deleting old roll-ups', deleteRollups, [kind, before, limit]);
    },
    boundQuarantine: (rows, bytes) => count('bounding the quarantine', deleteBeyond, [rows, bytes]),
  };
}
