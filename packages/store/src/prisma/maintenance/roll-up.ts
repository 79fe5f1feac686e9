import type pg from 'pg';
import { instantArray, int4Array } from '../connect/binary-array.ts';
import { locks } from '../connect/locks.ts';
import { inTransaction, type Query } from '../connect/transaction.ts';
import { rollUpDelayMinutes } from '../ingest/commit-sql.ts';
import { aggregateBuckets, aggregateReadings, lastOfBuckets } from './bucket-sql.ts';

/** Only quarters that have ended, for long enough that no commit began before their end: see the marks that a commit makes. */
const isDue = `starts_at <= now() - interval '${15 + rollUpDelayMinutes} min'`;

const claim = `DELETE FROM rollup_dirty WHERE (point_id, starts_at) IN (
    SELECT point_id, starts_at FROM rollup_dirty WHERE ${isDue} ORDER BY starts_at, point_id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING point_id AS "pointId", starts_at AS "startsAt"`;

const columns = 'point_id, bucket, starts_at, minimum, maximum, mean, last, count, bad_count, good_seconds';
const replace = `ON CONFLICT (point_id, bucket, starts_at) DO UPDATE SET minimum = excluded.minimum, maximum = excluded.maximum,
  mean = excluded.mean, last = excluded.last, count = excluded.count, bad_count = excluded.bad_count, good_seconds = excluded.good_seconds`;

const claimed = 'unnest($1::int4[], $2::timestamptz[]) AS c(point_id, starts_at)';

const quarters = `INSERT INTO rollup (${columns})
  SELECT point_id, '15m', starts_at, minimum, maximum, mean, last, count, bad_count, good_seconds
  FROM (${aggregateReadings(`(SELECT c.*, c.starts_at + interval '15 min' AS ends_at FROM ${claimed})`)}) a
  WHERE count + bad_count > 0 OR good_seconds > 0
  ORDER BY 1, 3
  ${replace}`;

/** Readings that went away (a dropped month) take their quarter with them only when it is dirty and empty. */
const emptied = `DELETE FROM rollup r USING (${aggregateReadings(
  `(SELECT c.*, c.starts_at + interval '15 min' AS ends_at FROM ${claimed})`,
)}) a
  WHERE r.point_id = a.point_id AND r.bucket = '15m' AND r.starts_at = a.starts_at AND a.count + a.bad_count = 0 AND a.good_seconds = 0`;

const hours = `INSERT INTO rollup (${columns})
  SELECT h.point_id, '1h', h.starts_at, a.minimum, a.maximum, a.mean, a.last, a.count, a.bad_count, a.good_seconds
  FROM (SELECT DISTINCT point_id, date_bin('1 hour', starts_at, 'epoch') AS starts_at FROM ${claimed}) h
  CROSS JOIN LATERAL (SELECT ${aggregateBuckets}, ${lastOfBuckets} FROM rollup q
    WHERE q.point_id = h.point_id AND q.bucket = '15m' AND q.starts_at >= h.starts_at AND q.starts_at < h.starts_at + interval '1 hour') a
  WHERE a.count IS NOT NULL
  ORDER BY 1, 3
  ${replace}`;

/** Days of the site's own calendar: 23, 24 or 25 hours. A point without a site lives in UTC. */
const days = `INSERT INTO rollup (${columns})
  SELECT d.point_id, '1d', d.starts_at, a.minimum, a.maximum, a.mean, a.last, a.count, a.bad_count, a.good_seconds
  FROM (SELECT DISTINCT c.point_id, coalesce(s.time_zone, 'UTC') AS time_zone,
      date_trunc('day', c.starts_at, coalesce(s.time_zone, 'UTC')) AS starts_at
    FROM ${claimed} JOIN point p ON p.id = c.point_id LEFT JOIN site s ON s.id = p.site_id) d
  CROSS JOIN LATERAL (SELECT ${aggregateBuckets}, ${lastOfBuckets} FROM rollup q
    WHERE q.point_id = d.point_id AND q.bucket = '15m' AND q.starts_at >= d.starts_at
      AND q.starts_at < ((d.starts_at AT TIME ZONE d.time_zone) + interval '1 day') AT TIME ZONE d.time_zone) a
  WHERE a.count IS NOT NULL
  ORDER BY 1, 3
  ${replace}`;

interface Claimed extends pg.QueryResultRow {
  readonly pointId: number;
  readonly startsAt: number;
}

const countDue = `SELECT count(*)::int AS left FROM rollup_dirty WHERE ${isDue}`;

/** One roll-up at a time: the hours and days of two would each miss the other's quarters. */
const isAlone = 'SELECT pg_try_advisory_xact_lock($1) AS alone';

async function work(query: Query, limit: number): Promise<number> {
  const [lock] = await query<{ alone: boolean }>(isAlone, [locks.rollUp]);
  if (!lock?.alone) return 0;
  const rows = await query<Claimed>(claim, [limit]);
  if (rows.length === 0) return 0;
  const values = [int4Array(rows.map((row) => row.pointId)), instantArray(rows.map((row) => row.startsAt))];
  await Promise.all([emptied, quarters, hours, days].map((text) => query(text, values)));
  return rows.length;
}

/** `MaintenanceStore.rollUp`. The marks go away in the transaction that writes the buckets. */
export const rollUp = (pool: pg.Pool) => async (limit: number) => {
  const done = await inTransaction(pool, { doing: 'rolling up' }, (query) => work(query, limit));
  const [row] = await inTransaction(pool, { doing: 'counting dirty buckets' }, (query) => query<{ left: number }>(countDue));
  return { done, left: row?.left ?? 0 };
};
