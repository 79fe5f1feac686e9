import { describe, expect, it } from 'vitest';
import { batch, hour, type MakeStore, makeWorld, reading, T0, unique, useStore } from './fixture.contract.ts';

const bytes = (size: number) => new Uint8Array(size).fill(65);

/** What every adapter of `MaintenanceStore` must do. Uses years that nobody else uses. */
export function describeMaintenanceStore(makeStore: MakeStore): void {
  describe('MaintenanceStore', () => {
    const store = useStore(makeStore);
    const at = () => store().maintenance;

    it('makes the partitions of a range of months, both ends included, and leaves existing ones alone', async () => {
      const [from, to] = [Date.UTC(1987, 10, 30), Date.UTC(1988, 0, 1)];
      expect(await at().ensurePartitions(from, to)).toHaveLength(3);
      expect(await at().ensurePartitions(from, to)).toEqual([]);
      expect(await at().ensurePartitions(from, Date.UTC(1988, 1, 29))).toHaveLength(1);
    });

    it('drops whole partitions that lie before an instant, and nothing after it', async () => {
      const { fence, points } = await makeWorld(store());
      const id = points[0].id;
      const [old, kept] = [Date.UTC(1977, 0, 15), Date.UTC(1977, 1, 15)];
      await at().ensurePartitions(old, kept);
      await store().ingest.commit(batch(fence, { readings: [reading(id, old), reading(id, kept), reading(id, T0)] }));
      expect((await at().dropBefore('reading', Date.UTC(1977, 1, 20))).length).toBeGreaterThan(0);
      expect((await store().history.raw(id, 0, T0 + hour, 10)).map((row) => row.observedAt)).toEqual([kept, T0]);
      expect(await at().dropBefore('reading', Date.UTC(1977, 1, 20))).toEqual([]);
    });

    it('rolls up in bounded steps and comes to an end', async () => {
      const { fence, points } = await makeWorld(store());
      const readings = Array.from({ length: 8 }, (_, n) => reading(points[0].id, T0 + n * hour));
      await store().ingest.commit(batch(fence, { readings }));
      const first = await at().rollUp(3);
      expect(first.done).toBeGreaterThan(0);
      expect(first.done).toBeLessThanOrEqual(3);
      let { left } = first;
      for (let n = 0; n < 1000 && left > 0; n++) left = (await at().rollUp(100)).left;
      expect(left).toBe(0);
      expect(await at().rollUp(10)).toEqual({ done: 0, left: 0 });
    });

    it('bounds the quarantine by rows and by bytes, oldest first, and keeps the totals', async () => {
      const { fence } = await makeWorld(store());
      const deviceId = unique('device');
      const message = (n: number, size: number) => ({
        ...{ receivedAt: T0 + n, deviceId, channel: null, topic: 't', kind: 'not-json', detail: `no ${n}`, payload: bytes(size) },
      });
      await at().boundQuarantine(0, 0);
      await store().ingest.commit(batch(fence, { quarantined: [1, 2, 3, 4].map((n) => message(n, 100)) }));
      expect(await at().boundQuarantine(3, 1_000_000)).toBe(1);
      expect(await at().boundQuarantine(1000, 250)).toBe(1);
      const left = await store().quarantine.list({ deviceId, limit: 10 });
      expect(left.map((row) => row.detail)).toEqual(['no 4', 'no 3']);
      const counts = (await store().quarantine.counts()).filter((row) => row.deviceId === deviceId);
      expect(counts).toEqual([{ deviceId, kind: 'not-json', count: 4, lastAt: T0 + 4 }]);
      expect(await at().boundQuarantine(1000, 1_000_000)).toBe(0);
    });

    it('deletes quarantine by age, a bounded number at a time', async () => {
      const { fence } = await makeWorld(store());
      const deviceId = unique('device');
      const year = Date.UTC(1978, 0, 1);
      const rows = [0, 1, 2, hour].map((ms) => ({
        ...{ receivedAt: year + ms, deviceId, channel: null, topic: 't', kind: 'sentinel', detail: `${ms}`, payload: bytes(1) },
      }));
      await store().ingest.commit(batch(fence, { quarantined: rows }));
      expect(await at().deleteBefore('quarantine', year + hour, 2)).toBe(2);
      expect(await at().deleteBefore('quarantine', year + hour, 99)).toBe(1);
      expect(await at().deleteBefore('quarantine', year + hour, 99)).toBe(0);
      expect((await store().quarantine.list({ deviceId, limit: 9 })).map((row) => row.detail)).toEqual([String(hour)]);
    });
  });
}
