import { longestHoldSeconds } from '../ingest/commit-sql.ts';

/**
 * Sums of values up to 1.8e308 must not overflow, and products of tiny ones must not underflow (PostgreSQL refuses both): values are
 * scaled by a power of two, which is exact, before they are added.
 */
const scale = '9.5367431640625e-07';
const unscale = '1048576';
const scaled = (value: string): string => `(CASE WHEN abs(${value}) < 1e-290 THEN 0 ELSE ${value} * ${scale} END)`;

/** Codes of `qualityCode` in core: below 100 good, below 200 uncertain, else bad. */
const isGood = 'quality < 100';
const isUsable = 'quality < 200';

export const holdOf = (point: string): string => `LEAST(${point}.stale_seconds, ${longestHoldSeconds}) * interval '1 second'`;

/**
 * Aggregates of stored readings over ranges. `ranges` is a relation of (point_id, starts_at, ends_at). A value holds until the next
 * one, at most its point's stale time; a bad one holds nothing. Minimum, maximum, mean, last and count are of good and uncertain
 * values. The value that already held when a range began counts for its time, not for its values.
 */
export const aggregateReadings = (ranges: string): string => `
  SELECT w.point_id, w.starts_at, b.*
  FROM ${ranges} w
  JOIN point p ON p.id = w.point_id
  CROSS JOIN LATERAL (
    SELECT
      min(value) FILTER (WHERE is_inside AND ${isUsable}) AS minimum,
      max(value) FILTER (WHERE is_inside AND ${isUsable}) AS maximum,
      sum(${scaled('value')}) FILTER (WHERE is_inside AND ${isUsable})
        / nullif(count(*) FILTER (WHERE is_inside AND ${isUsable}), 0) * ${unscale} AS mean,
      (array_agg(value ORDER BY observed_at DESC) FILTER (WHERE is_inside AND ${isUsable}))[1] AS last,
      (count(*) FILTER (WHERE is_inside AND ${isUsable}))::int AS count,
      (count(*) FILTER (WHERE is_inside AND NOT ${isUsable}))::int AS bad_count,
      coalesce(extract(epoch FROM sum(until_at - GREATEST(observed_at, w.starts_at)) FILTER (WHERE ${isGood})), 0)::float8 AS good_seconds
    FROM (
      SELECT s.*, LEAST(lead(observed_at) OVER (ORDER BY observed_at), observed_at + ${holdOf('p')}, w.ends_at) AS until_at
      FROM (
        (SELECT observed_at, value, quality, false AS is_inside FROM reading
          WHERE point_id = w.point_id AND observed_at < w.starts_at AND observed_at > w.starts_at - ${holdOf('p')}
          ORDER BY observed_at DESC LIMIT 1)
        UNION ALL
        SELECT observed_at, value, quality, true FROM reading
          WHERE point_id = w.point_id AND observed_at >= w.starts_at AND observed_at < w.ends_at
      ) s
    ) spans
  ) b`;

/** Aggregate of aggregates: columns of `rollup` into coarser ones. */
export const aggregateBuckets = `
  min(minimum) AS minimum, max(maximum) AS maximum,
  sum(${scaled('mean')} * count) / nullif(sum(count) FILTER (WHERE mean IS NOT NULL), 0) * ${unscale} AS mean,
  sum(count)::int AS count, sum(bad_count)::int AS bad_count, sum(good_seconds)::float8 AS good_seconds`;

export const lastOfBuckets = '(array_agg(last ORDER BY starts_at DESC) FILTER (WHERE last IS NOT NULL))[1] AS last';
