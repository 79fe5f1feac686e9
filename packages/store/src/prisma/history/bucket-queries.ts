import { aggregateBuckets, aggregateReadings, holdOf } from '../maintenance/bucket-sql.ts';

/** Values: points, first instant, end, size of a bucket; milliseconds. */
const startMs = '$2::float8';
const endMs = '$3::float8';
const sizeMs = '$4::float8';
const at = (ms: string): string => `to_timestamp(${ms} / 1000)`;
const msOf = (column: string): string => `(extract(epoch FROM ${column})::float8 * 1000)`;
const points = 'unnest($1::int4[]) AS ids(id)';

/**
 * From readings: each is laid over the buckets in which its value holds, and counts as a value in the one it was measured in.
 */
export const rawBuckets = `
  SELECT p.id AS "pointId", b.slot, b.minimum, b.maximum, b.mean, b.count, b."badCount", b."goodSeconds"
  FROM ${points} JOIN point p ON p.id = ids.id
  CROSS JOIN LATERAL (
    SELECT slot::int AS slot,
      min(value) FILTER (WHERE slot = own AND quality < 200) AS minimum,
      max(value) FILTER (WHERE slot = own AND quality < 200) AS maximum,
      sum(CASE WHEN abs(value) < 1e-290 THEN 0 ELSE value * 9.5367431640625e-07 END) FILTER (WHERE slot = own AND quality < 200)
        / nullif(count(*) FILTER (WHERE slot = own AND quality < 200), 0) * 1048576 AS mean,
      (count(*) FILTER (WHERE slot = own AND quality < 200))::int AS count,
      (count(*) FILTER (WHERE slot = own AND quality >= 200))::int AS "badCount",
      coalesce(sum(GREATEST(LEAST(until_ms, (slot + 1) * ${sizeMs}) - GREATEST(at_ms, slot * ${sizeMs}), 0)) FILTER (WHERE quality < 100), 0)
        / 1000 AS "goodSeconds"
    FROM (
      SELECT value, quality, at_ms, floor(at_ms / ${sizeMs}) AS own,
        LEAST(lead(at_ms) OVER (ORDER BY at_ms), at_ms + LEAST(p.stale_seconds, 172800) * 1000, ${endMs} - ${startMs}) AS until_ms
      FROM (
        (SELECT value, quality, ${msOf('observed_at')} - ${startMs} AS at_ms FROM reading
          WHERE point_id = p.id AND observed_at < ${at(startMs)} AND observed_at > ${at(startMs)} - ${holdOf('p')}
          ORDER BY observed_at DESC LIMIT 1)
        UNION ALL
        SELECT value, quality, ${msOf('observed_at')} - ${startMs} FROM reading
          WHERE point_id = p.id AND observed_at >= ${at(startMs)} AND observed_at < ${at(endMs)}
      ) samples
    ) spans
    CROSS JOIN LATERAL generate_series(
      GREATEST(own, 0)::int, GREATEST(own, ceil(until_ms / ${sizeMs}) - 1)::int) AS slots(slot)
    GROUP BY slot
  ) b
  ORDER BY 1, 2`;

const dirty = `SELECT point_id, starts_at FROM rollup_dirty
    WHERE point_id = ANY($1::int4[]) AND starts_at >= ${at(startMs)} AND starts_at < ${at(endMs)}`;

const columns = 'point_id, starts_at, minimum, maximum, mean, count, bad_count, good_seconds';

/** Quarters as they are now: rolled up where nothing changed since, computed from readings where something did. */
const quarters = (inside: string): string => `
    SELECT ${columns} FROM rollup r
    WHERE r.point_id = ANY($1::int4[]) AND r.bucket = '15m' AND r.starts_at >= ${at(startMs)} AND r.starts_at < ${at(endMs)}
      AND NOT EXISTS (SELECT FROM dirty d WHERE d.point_id = r.point_id AND d.starts_at = r.starts_at) ${inside}
    UNION ALL
    SELECT ${columns} FROM (${aggregateReadings(`(SELECT d.*, d.starts_at + interval '15 min' AS ends_at FROM dirty d)`)}) fresh`;

const grouped = (parts: string): string => `
  WITH dirty AS MATERIALIZED (${dirty}), parts AS (${parts})
  SELECT point_id AS "pointId", floor((${msOf('starts_at')} - ${startMs}) / ${sizeMs})::int AS slot, a.minimum, a.maximum, a.mean, a.count,
    a.bad_count AS "badCount", a.good_seconds AS "goodSeconds"
  FROM (SELECT point_id, min(starts_at) AS starts_at, ${aggregateBuckets}
    FROM parts GROUP BY point_id, floor((${msOf('starts_at')} - ${startMs}) / ${sizeMs})) a
  ORDER BY 1, 2`;

export const quarterBuckets = grouped(quarters(''));

/** Hours, except those that hold a changed quarter: these are put together again from quarters. */
const changedHour = (starts: string): string =>
  `EXISTS (SELECT FROM dirty d WHERE d.point_id = r.point_id AND date_bin('1 hour', d.starts_at, 'epoch') = ${starts})`;

export const hourBuckets = grouped(`
    SELECT ${columns} FROM rollup r
    WHERE r.point_id = ANY($1::int4[]) AND r.bucket = '1h' AND r.starts_at >= ${at(startMs)} AND r.starts_at < ${at(endMs)}
      AND NOT ${changedHour('r.starts_at')}
    UNION ALL
    ${quarters(`AND ${changedHour(`date_bin('1 hour', r.starts_at, 'epoch')`)}`)}`);

/** Good seconds of whole quarters in [$2, $3) and, from readings, of the ranges of `$5` to `$6` at its edges. */
export const goodSeconds = `
  WITH dirty AS MATERIALIZED (${dirty}), parts AS (
    ${quarters('')}
    UNION ALL
    SELECT ${columns} FROM (${aggregateReadings(
      `(SELECT ids.id AS point_id, e.starts_at, e.ends_at FROM ${points} CROSS JOIN unnest($4::timestamptz[], $5::timestamptz[]) AS e(starts_at, ends_at))`,
    )}) edges)
  SELECT point_id AS "pointId", sum(good_seconds)::float8 AS "goodSeconds" FROM parts GROUP BY point_id`;
