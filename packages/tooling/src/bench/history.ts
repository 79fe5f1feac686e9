import type { Store } from '@wachter/services';
import { openStore, silentLog } from '@wachter/store';
import { type Bench, whole } from './bench.ts';
import { withClient } from './database.ts';
import { percentile } from './measure.ts';
import { siteSql } from './site.ts';

const dayMs = 86_400_000;
const days = 31;
const intervalSeconds = 10;
const buckets = 500;
const largestDay = 100_000;

interface Span {
  readonly points: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Part d: a day as stored, and a month in 500 buckets, through the product's own store. */
export async function measureHistory(bench: Bench): Promise<void> {
  const { scratch, server, options, report } = bench;
  const mark = scratch.mark();
  const url = await server.database('bench_d', { name: 'bench_site', sql: siteSql });
  const span = await fillHistory(bench, url);
  const store = openStore({ url, applicationName: 'wachter-bench', poolSize: 4, statementTimeoutMs: 60_000, log: silentLog });
  scratch.atEnd(() => store.close());
  for (const query of queries(store, span)) {
    const rounds: number[][] = [];
    await timesOf(query.run, span, Math.ceil(options.sizes.queries / 4));
    for (let round = 1; round <= options.sizes.rounds; round++)
      rounds.push(await timesOf(query.run, span, options.sizes.queries));
    const p95 = percentile(
      rounds.map((times) => percentile(times, 0.95)),
      0.5,
    );
    const p50 = percentile(
      rounds.map((times) => percentile(times, 0.5)),
      0.5,
    );
    bench.say(`  d ${query.name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    report({
      part: 'd',
      figure: `${query.name}, of ${whole(await countOf(url))} readings: p95 (p50 ${p50.toFixed(1)} ms)`,
      measured: `${p95.toFixed(1)} ms`,
      target: '≤ 25 ms',
      isReached: p95 <= 25,
    });
  }
  await scratch.undo(mark);
  await server.drop(url);
}

interface Query {
  readonly name: string;
  /** Rows it returned; the bench refuses to time an empty answer. */
  readonly run: (point: number, at: number) => Promise<number>;
}

const queries = (store: Store, span: Span): readonly Query[] => [
  {
    name: '24 h as stored',
    run: async (point, at) => {
      const from = span.from + at * (span.to - span.from - dayMs);
      return (await store.history.raw(point, from, from + dayMs, largestDay)).length;
    },
  },
  {
    name: `30 days in ${buckets} buckets`,
    run: async (point, at) => {
      const from = span.from + at * (span.to - span.from - 30 * dayMs);
      const answer = await store.history.buckets(point, from, from + 30 * dayMs, buckets);
      return answer.buckets.filter(({ count }) => count > 0).length;
    },
  },
];

async function timesOf(run: Query['run'], span: Span, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const point = span.points[(index * 7) % span.points.length] ?? 0;
    const began = performance.now();
    const rows = await run(point, ((index * 37) % 101) / 101);
    times.push(performance.now() - began);
    if (rows < buckets / 2) throw new Error(`a history query found only ${rows} rows`);
  }
  return times;
}

const countOf = (url: string): Promise<number> =>
  withClient(url, async (client) => Number((await client.query('SELECT count(*) AS count FROM reading')).rows[0]?.count));

/**
 * Readings of as many points as make the number wanted, one every ten seconds for 31 days, in the order in which they would have come, and
 * their roll-ups. The last half hour is marked as changed, as it is while data come in.
 */
async function fillHistory({ options, say }: Bench, url: string): Promise<Span> {
  const to = Math.floor(Date.now() / 900_000) * 900_000;
  const from = to - days * dayMs;
  const perPoint = (days * 86_400) / intervalSeconds;
  const pointCount = Math.max(2, Math.ceil(options.sizes.historyReadings / perPoint));
  const store = openStore({ url, applicationName: 'wachter-bench', poolSize: 2, statementTimeoutMs: 60_000, log: silentLog });
  await store.maintenance.ensurePartitions(from, to);
  await store.close();
  say(`  d: making ${whole(pointCount * perPoint)} readings of ${pointCount} points`);
  return withClient(url, async (client) => {
    const found = await client.query<{ id: number }>(`SELECT id FROM point WHERE device_id LIKE 'load-%' ORDER BY id LIMIT $1`, [
      pointCount,
    ]);
    const points = found.rows.map(({ id }) => id);
    for (let day = 0; day < days; day++) await client.query(readingsOfDay, [points, new Date(from + day * dayMs)]);
    await client.query(rollups('15m', '15 min'));
    await client.query(rollups('1h', '1 hour'));
    await client.query(
      `INSERT INTO rollup_dirty (point_id, starts_at) SELECT p, $2::timestamptz - n * interval '15 min' FROM unnest($1::int4[]) p, generate_series(1, 2) n`,
      [points, new Date(to)],
    );
    await client.query('VACUUM (ANALYZE)');
    return { points, from, to };
  });
}

const readingsOfDay = `
  INSERT INTO reading (point_id, observed_at, received_at, value, quality)
  SELECT p, at, at + interval '40 ms', round((22 + 3 * sin(extract(epoch FROM at) / 7200 + p) + random() * 0.2)::numeric, 2), 0
  FROM generate_series($2::timestamptz, $2::timestamptz + interval '1 day' - interval '${intervalSeconds} s', interval '${intervalSeconds} s') at,
    unnest($1::int4[]) p
  ORDER BY at, p`;

const rollups = (bucket: string, size: string): string => `
  INSERT INTO rollup (point_id, bucket, starts_at, minimum, maximum, mean, last, count, good_seconds)
  SELECT point_id, '${bucket}', date_bin('${size}', observed_at, 'epoch'), min(value), max(value), avg(value), max(value), count(*),
    extract(epoch FROM interval '${size}')
  FROM reading GROUP BY 1, 3 ORDER BY 3, 1`;
