import type { Instant, RunRecord } from '@wachter/core';
import type { PowerStore, StoredRun } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

interface Row {
  readonly siteId: string;
  readonly runId: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly record: unknown;
}

/** Safe because `keepRun` alone writes the column, and only what recognition made. */
const runOfRow = (row: Row): StoredRun => ({ ...row, record: row.record as RunRecord });

const columns = 'site_id AS "siteId", run_id AS "runId", version, recorded_at AS "recordedAt", record';

/** The run it overlaps, or none; a version more than that has, unless it says the same. */
const keep = `
  WITH known AS (
    SELECT run_id, version, record FROM power_run r
    WHERE site_id = $1::uuid AND started_at <= coalesce($4::timestamptz, 'infinity')
      AND coalesce(ended_at, 'infinity') >= $3::timestamptz
      AND version = (SELECT max(version) FROM power_run l WHERE l.site_id = r.site_id AND l.run_id = r.run_id)
    ORDER BY started_at LIMIT 1
  )
  INSERT INTO power_run (site_id, run_id, version, started_at, ended_at, record, recorded_at)
  SELECT $1::uuid, coalesce(known.run_id, $2), coalesce(known.version, 0) + 1, $3::timestamptz, $4::timestamptz, $5::jsonb, $6::timestamptz
  FROM (SELECT 1) one LEFT JOIN known ON true
  WHERE known.record IS DISTINCT FROM $5::jsonb
  ON CONFLICT DO NOTHING
  RETURNING ${columns}`;

export const powerStore = (pool: pg.Pool): PowerStore => ({
  keepRun: async (siteId, record, recordedAt) => {
    const { id, startedAt, endedAt } = record;
    const times = [new Date(startedAt), endedAt === null ? null : new Date(endedAt)];
    const values = [siteId, id, ...times, JSON.stringify(record), new Date(recordedAt)];
    const [row] = await select<Row>(pool, 'keeping a run', keep, values);
    return row ? runOfRow(row) : null;
  },
  runs: async ({ siteId, before, limit }) => {
    const rows = await select<Row>(
      pool,
      'listing runs',
      `SELECT ${columns} FROM power_run r
       WHERE ($1::uuid IS NULL OR site_id = $1) AND ($2::timestamptz IS NULL OR started_at < $2)
         AND version = (SELECT max(version) FROM power_run l WHERE l.site_id = r.site_id AND l.run_id = r.run_id)
       ORDER BY started_at DESC, run_id LIMIT $3`,
      [siteId ?? null, before === undefined ? null : new Date(before), limit],
    );
    return rows.map(runOfRow);
  },
  versions: async (siteId, runId) => {
    const text = `SELECT ${columns} FROM power_run WHERE site_id = $1 AND run_id = $2 ORDER BY version`;
    return (await select<Row>(pool, 'reading a run', text, [siteId, runId])).map(runOfRow);
  },
});
