import type { Quality } from '@wachter/core';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingStatements } from '../src/prisma/ingest/reading-statements.ts';
import { addRule, emptyBatch, noon, type OpenedStore, openTestStore, readingOf, registerPoints, takeLease } from './sample.ts';

let opened: OpenedStore;
let fence: bigint;
let client: pg.Client;

beforeAll(async () => {
  opened = await openTestStore();
  fence = await takeLease(opened.store);
  client = new pg.Client({ connectionString: opened.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await opened.close();
});

const minute = 60_000;
const quarter = 15 * minute;
const hour = 60 * minute;
const bad: Quality = { level: 'bad', reason: 'sensor-fault' };

async function newPoint(staleSeconds = 300): Promise<number> {
  return (await registerPoints(opened.store, fence, 1, staleSeconds))[0]?.id ?? 0;
}

const store = (pointId: number, samples: readonly (readonly [at: number, value: number, quality?: Quality])[]) =>
  opened.store.ingest.commit({
    ...emptyBatch,
    fence,
    readings: samples.map(([at, value, quality]) => ({ ...readingOf(pointId, at, value), ...(quality ? { quality } : {}) })),
  });

async function rollUpAll(): Promise<void> {
  for (;;) {
    const { done, left } = await opened.store.maintenance.rollUp(500);
    if (left === 0) return;
    expect(done).toBeGreaterThan(0);
  }
}

interface Stored {
  readonly startsAt: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  readonly last: number | null;
  readonly count: number;
  readonly badCount: number;
  readonly goodSeconds: number;
}

async function rollups(pointId: number, bucket: '15m' | '1h' | '1d'): Promise<readonly Stored[]> {
  const { rows } = await client.query(
    `SELECT (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt", minimum, maximum, mean, last, count, bad_count AS "badCount", good_seconds AS "goodSeconds"
     FROM rollup WHERE point_id = $1 AND bucket = $2 ORDER BY starts_at`,
    [pointId, bucket],
  );
  return rows;
}

test('keeps a spike of one sample, counts what is bad, and measures the time that good values cover', async () => {
  const point = await newPoint();
  await store(point, [
    [noon, 20],
    [noon + minute, 99],
    [noon + 2 * minute, 20],
    [noon + 3 * minute, 0, bad],
    [noon + 4 * minute, 21, { level: 'uncertain', reason: 'clock-skew' }],
    [noon + 14 * minute, 22],
  ]);
  await rollUpAll();
  const quarters = await rollups(point, '15m');
  // good: 3 minutes up to the bad value, and one up to the end of the quarter; 4 more hold in the next one
  expect(quarters).toEqual([
    { startsAt: noon, minimum: 20, maximum: 99, mean: 182 / 5, last: 22, count: 5, badCount: 1, goodSeconds: 240 },
    { startsAt: noon + quarter, minimum: null, maximum: null, mean: null, last: null, count: 0, badCount: 0, goodSeconds: 240 },
  ]);
  expect(await rollups(point, '1h')).toEqual([{ ...quarters[0], goodSeconds: 480 }]);
});

test('weighs the mean of an hour by samples, not by quarters', async () => {
  const point = await newPoint();
  await store(point, [...[1, 2, 3, 4].map((n) => [noon + n * minute, 10] as const), [noon + quarter, 20]]);
  await rollUpAll();
  expect(await rollups(point, '1h')).toMatchObject([{ mean: 12, count: 5, last: 20 }]);
});

test('computes again what late data touches, and only that', async () => {
  const point = await newPoint();
  const samples = Array.from({ length: 12 }, (_, n) => [noon + n * quarter, 20] as const);
  await store(point, samples);
  await rollUpAll();
  const before = await rollups(point, '15m');
  expect(await opened.store.maintenance.rollUp(100)).toEqual({ done: 0, left: 0 });
  await store(point, [[noon + 2 * hour + 12 * minute, 50]]);
  expect(await opened.store.maintenance.rollUp(100)).toEqual({ done: 2, left: 0 });
  const after = await rollups(point, '15m');
  const changed = after.filter((row, n) => JSON.stringify(row) !== JSON.stringify(before[n])).map((row) => row.startsAt);
  expect(changed).toEqual([noon + 2 * hour]);
  expect(after[8]).toMatchObject({ maximum: 50, count: 2, goodSeconds: 480 });
  expect(await rollups(point, '1h')).toMatchObject([{ maximum: 20 }, { maximum: 20 }, { maximum: 50, count: 5 }]);
  expect(await rollups(point, '1d')).toMatchObject([{ maximum: 50, count: 13 }]);
});

test('computes again the quarter before a late bad value cut its good time, too', async () => {
  const point = await newPoint(hour / 1000);
  await store(point, [[noon, 20]]);
  await rollUpAll();
  expect((await rollups(point, '15m')).map((row) => row.goodSeconds)).toEqual([900, 900, 900, 900]);
  await store(point, [[noon + 20 * minute, 0, bad]]);
  await rollUpAll();
  expect((await rollups(point, '15m')).map((row) => row.goodSeconds)).toEqual([900, 300]);
});

test.each([
  ['spring', Date.UTC(2026, 2, 28, 23), 23],
  ['autumn', Date.UTC(2026, 9, 24, 22), 25],
])('gives the day of the %s change of time its own number of hours', async (_season, midnight, hours) => {
  const [point] = await registerPoints(opened.store, fence, 1, 1_000);
  if (!point) throw new Error('no point');
  const { site } = await addRule(opened.store, point.id, { timeZone: 'Europe/Berlin' });
  await opened.store.site.transaction((tx) => tx.putPoint({ ...point, siteId: site.id }));
  const samples = Array.from({ length: (hours + 4) * 4 }, (_, n) => [midnight - 2 * hour + n * quarter, n] as const);
  await store(point.id, samples);
  await rollUpAll();
  const days = await rollups(point.id, '1d');
  expect(days.map((day) => day.startsAt)).toEqual([expect.any(Number), midnight, midnight + hours * hour]);
  expect(days[1]).toMatchObject({ count: hours * 4, goodSeconds: hours * 3_600, minimum: 8, maximum: hours * 4 + 7 });
  expect(days.reduce((sum, day) => sum + day.count, 0)).toBe(samples.length);
});

test('survives numbers at both ends of what a number can be', async () => {
  const point = await newPoint();
  await store(point, [
    [noon, 1.7e308],
    [noon + minute, 1.7e308],
    [noon + hour, 5e-324],
    [noon + hour + minute, -0],
  ]);
  await rollUpAll();
  expect(await rollups(point, '1h')).toMatchObject([
    { mean: 1.7e308, maximum: 1.7e308 },
    { mean: 0, maximum: 5e-324 },
  ]);
});

test('rolls up beside a commit of late data without losing it', async () => {
  const point = await newPoint();
  const other = opened.open();
  const rounds = Array.from({ length: 20 }, (_, round) => [noon + (round % 4) * quarter + round * 1_000, round] as const);
  const rolling = (async () => {
    for (let round = 0; round < 40; round += 1) await other.maintenance.rollUp(1);
  })();
  for (const sample of rounds) await store(point, [sample]);
  await rolling;
  await rollUpAll();
  expect(await rollups(point, '1h')).toMatchObject([{ count: 20, maximum: 19, minimum: 0 }]);
});

test.each(['append', 'careful'] as const)(
  'leaves a quarter that a commit is touching now (%s) for its next round',
  async (manner) => {
    const point = await newPoint();
    await store(point, [[noon, 20]]);
    const writer = new pg.Client({ connectionString: opened.url });
    await writer.connect();
    await writer.query('BEGIN');
    for (const { text, values } of readingStatements([readingOf(point, noon + minute, 50)], manner))
      await writer.query(text, [...values]);
    expect(await opened.store.maintenance.rollUp(100)).toEqual({ done: 0, left: 1 });
    await writer.query('COMMIT');
    await writer.end();
    await rollUpAll();
    expect(await rollups(point, '15m')).toMatchObject([{ maximum: 50, count: 2 }]);
  },
);

test('leaves a quarter alone that still runs', async () => {
  const point = await newPoint();
  await store(point, [[Date.now(), 20]]);
  await rollUpAll();
  expect(await rollups(point, '15m')).toEqual([]);
});
