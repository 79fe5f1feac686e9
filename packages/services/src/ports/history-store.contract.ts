import { GOOD, type Reading } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { batch, hour, type MakeStore, makeWorld, minute, reading, T0, useStore } from './fixture.contract.ts';
import type { Store } from './store.ts';

const bad = { quality: { level: 'bad' as const, reason: 'sensor-fault' as const } };

async function rollUpAll(store: Store): Promise<void> {
  for (let n = 0; n < 1000; n++) if ((await store.maintenance.rollUp(500)).left === 0) return;
  throw new Error('roll-ups do not come to an end');
}

/** One good value every ten seconds from `from` to `to`. */
const steady = (pointId: number, from: number, to: number, value = 20): Reading[] =>
  Array.from({ length: Math.floor((to - from) / 10_000) }, (_, n) => reading(pointId, from + n * 10_000, value));

async function collect(rows: AsyncIterable<readonly Reading[]>): Promise<Reading[]> {
  const all: Reading[] = [];
  for await (const part of rows) all.push(...part);
  return all;
}

/** What every adapter of `HistoryStore` must do. */
export function describeHistoryStore(makeStore: MakeStore): void {
  describe('HistoryStore', () => {
    const store = useStore(makeStore);
    const at = () => store().history;

    it('gives raw readings ascending, half open, at most as many as asked', async () => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      const times = [30, 0, 20, 10].map((seconds) => T0 + seconds * 1000);
      await store().ingest.commit(
        batch(fence, { readings: [...times.map((time) => reading(id, time)), reading(points[1].id, T0)] }),
      );
      const all = await at().raw(id, T0, T0 + 30_000, 100);
      expect(all.map((row) => row.observedAt)).toEqual([T0, T0 + 10_000, T0 + 20_000]);
      expect(all.every((row) => row.pointId === id)).toBe(true);
      expect((await at().raw(id, T0, T0 + hour, 2)).map((row) => row.observedAt)).toEqual([T0, T0 + 10_000]);
      expect(await at().raw(id, T0 + hour, T0 + 2 * hour, 10)).toEqual([]);
    });

    it('streams the whole range in order', async () => {
      const { fence, points } = await makeWorld(store());
      const readings = Array.from({ length: 2500 }, (_, n) => reading(points[0].id, T0 + n, n));
      await store().ingest.commit(batch(fence, { readings }));
      expect(await collect(at().stream(points[0].id, T0, T0 + 2499))).toEqual(readings.slice(0, 2499));
    });

    it.each([
      ['raw readings', 30 * minute, 30],
      ['a day', 24 * hour, 24],
    ])('keeps a one-sample spike visible in buckets of %s', async (_, width, count) => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      const from = T0 - 12 * hour;
      const readings = steady(id, from, from + Math.min(width, 6 * hour)).map((row, n) =>
        n === 77 ? { ...row, value: 99.5 } : row,
      );
      await store().ingest.commit(batch(fence, { readings }));
      await rollUpAll(store());
      const { buckets, bucketSeconds } = await at().buckets(id, from, from + width, count);
      expect(buckets.length).toBeLessThanOrEqual(count);
      expect(bucketSeconds * 1000 * count).toBeGreaterThanOrEqual(width);
      expect(Math.max(...buckets.flatMap((bucket) => bucket.maximum ?? []))).toBe(99.5);
      expect(Math.min(...buckets.flatMap((bucket) => bucket.minimum ?? []))).toBe(20);
      expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(readings.length);
      const spike = buckets.find((bucket) => bucket.maximum === 99.5);
      expect(spike?.mean).toBeCloseTo(20 + 79.5 / (spike?.count ?? 1), 6);
      expect(buckets.map((bucket) => bucket.startsAt)).toEqual(
        buckets.map((bucket) => bucket.startsAt).toSorted((a, b) => a - b),
      );
    });

    it('draws a gap as a gap: buckets without values are there and say nothing', async () => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      const readings = [...steady(id, T0, T0 + 10 * minute), ...steady(id, T0 + 20 * minute, T0 + 30 * minute)];
      await store().ingest.commit(batch(fence, { readings }));
      const { buckets } = await at().buckets(id, T0, T0 + 30 * minute, 30);
      const inGap = buckets.filter((bucket) => bucket.startsAt >= T0 + 12 * minute && bucket.startsAt < T0 + 18 * minute);
      expect(inGap.length).toBeGreaterThan(2);
      for (const bucket of inGap) {
        expect(bucket).toMatchObject({ minimum: null, maximum: null, mean: null, count: 0, goodSeconds: 0 });
      }
    });

    it('counts bad values and keeps them out of minimum, maximum and mean', async () => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      const readings = [reading(id, T0, 20), reading(id, T0 + 10_000, -127, bad), reading(id, T0 + 20_000, 22)];
      await store().ingest.commit(batch(fence, { readings }));
      const { buckets } = await at().buckets(id, T0, T0 + 15 * minute, 1);
      expect(buckets).toHaveLength(1);
      expect(buckets[0]).toMatchObject({ minimum: 20, maximum: 22, mean: 21, count: 2, badCount: 1 });
    });

    it('takes late data into buckets that were rolled up before', async () => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      await store().ingest.commit(batch(fence, { readings: steady(id, T0, T0 + hour) }));
      await rollUpAll(store());
      await store().ingest.commit(batch(fence, { readings: [reading(id, T0 + 5 * minute + 1, 45)] }));
      await rollUpAll(store());
      const { buckets } = await at().buckets(id, T0 - 12 * hour, T0 + 12 * hour, 24);
      expect(Math.max(...buckets.flatMap((bucket) => bucket.maximum ?? []))).toBe(45);
    });

    it('measures how much of a time is covered by good values: to the next one, at most for the stale time', async () => {
      const { fence, points } = await makeWorld(store());
      const [a, b] = [points[0].id, points[1].id];
      const half = steady(b, T0, T0 + 30 * minute);
      await store().ingest.commit(batch(fence, { readings: [...steady(a, T0, T0 + hour), ...half] }));
      await rollUpAll(store());
      const shares = await at().completeness([a, b], T0, T0 + hour);
      expect(shares.get(a)).toBeCloseTo(1, 1);
      expect(shares.get(b) ?? 0).toBeGreaterThan(0.49);
      expect(shares.get(b) ?? 1).toBeLessThan(0.53);
    });

    it('lets a value speak into a range that begins after it, and not beyond its stale time', async () => {
      const { fence, points } = await makeWorld(store());
      const [a, b] = [points[0].id, points[1].id];
      await store().ingest.commit(batch(fence, { readings: [reading(a, T0 - 30_000), reading(b, T0 - 90_000)] }));
      const shares = await at().completeness([a, b], T0, T0 + minute);
      expect(shares.get(a)).toBeCloseTo(0.5, 3);
      expect(shares.get(b) ?? 0).toBe(0);
    });

    it('counts neither bad values nor silence as coverage', async () => {
      const { fence, points } = await makeWorld(store());
      const readings = steady(points[0].id, T0, T0 + hour).map((row) => ({ ...row, ...bad }));
      await store().ingest.commit(batch(fence, { readings }));
      await rollUpAll(store());
      const shares = await at().completeness([points[0].id, points[1].id], T0, T0 + hour);
      expect([shares.get(points[0].id) ?? 0, shares.get(points[1].id) ?? 0]).toEqual([0, 0]);
    });

    it('draws sparklines of many points at once, each by itself', async () => {
      const { fence, points } = await makeWorld(store());
      const [a, b] = [points[0].id, points[1].id];
      const readings = [...steady(a, T0, T0 + hour, 20), ...steady(b, T0, T0 + hour, 30)];
      await store().ingest.commit(batch(fence, { readings }));
      await rollUpAll(store());
      const lines = await at().sparklines([a, b], T0, T0 + hour, 4);
      const values = (id: number) => new Set((lines.get(id) ?? []).flatMap((bucket) => bucket.mean ?? []));
      expect([...values(a)]).toEqual([20]);
      expect([...values(b)]).toEqual([30]);
      expect((await at().sparklines([], T0, T0 + hour, 4)).size).toBe(0);
    });

    it('gives numbers back as they came, to the last digit', async () => {
      const { fence, points } = await makeWorld(store());
      const numbers = [0.1 + 0.2, -0.000_001_234_567_89, 123_456_789.123_456_78, 1e308, 5e-324, 0];
      const readings = numbers.map((number, n) => reading(points[0].id, T0 + n, number, { quality: GOOD }));
      await store().ingest.commit(batch(fence, { readings }));
      expect((await at().raw(points[0].id, T0, T0 + 100, 100)).map((row) => row.value)).toEqual(numbers);
    });
  });
}
