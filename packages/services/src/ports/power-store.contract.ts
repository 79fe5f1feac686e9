import { randomUUID } from 'node:crypto';
import type { RunRecord } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, minute, T0, useStore } from './fixture.contract.ts';

const record = (siteId: string, startedAt: number, more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ id: `${siteId}@${startedAt}`, supply: siteId, startedAt, endedAt: startedAt + 10 * minute },
  ...{ kind: 'outage', reason: 'mains-lost', mains: {}, switches: {}, sets: [], ups: [], silences: [], faults: [] },
  ...more,
});

/** What every adapter of `PowerStore` must do. */
export function describePowerStore(makeStore: MakeStore): void {
  describe('PowerStore', () => {
    const store = useStore(makeStore);
    const at = () => store().power;

    it('keeps a run once, however often it is written', async () => {
      const siteId = randomUUID();
      const run = record(siteId, T0);
      const kept = await at().keepRun(siteId, run, T0 + hour);
      expect(kept).toEqual({ siteId, runId: run.id, version: 1, recordedAt: T0 + hour, record: run });
      expect(await at().keepRun(siteId, run, T0 + 2 * hour)).toBeNull();
      expect(await at().versions(siteId, run.id)).toEqual([kept]);
    });

    it('takes what overlaps for a further version of the same run, also when its beginning moved, and keeps what was known before', async () => {
      const siteId = randomUUID();
      const open = record(siteId, T0, { endedAt: null });
      const late = record(siteId, T0 - minute, { kind: 'test', reason: 'announced' });
      await at().keepRun(siteId, open, T0 + minute);
      expect(await at().keepRun(siteId, late, T0 + hour)).toMatchObject({ runId: open.id, version: 2 });
      expect((await at().versions(siteId, open.id)).map((one) => one.record)).toEqual([open, late]);
      expect((await at().runs({ siteId, limit: 10 })).map(({ version }) => version)).toEqual([2]);
    });

    it('lists the latest versions, the newest run first, before an instant and of a site', async () => {
      const [siteId, other] = [randomUUID(), randomUUID()];
      for (const n of [0, 1, 2]) await at().keepRun(siteId, record(siteId, T0 + n * hour), T0);
      await at().keepRun(other, record(other, T0), T0);
      const starts = async (before: number | undefined, limit: number) =>
        (await at().runs({ siteId, before, limit })).map((run) => (run.record.startedAt - T0) / hour);
      expect(await starts(undefined, 10)).toEqual([2, 1, 0]);
      expect(await starts(undefined, 2)).toEqual([2, 1]);
      expect(await starts(T0 + hour, 10)).toEqual([0]);
      expect(await at().versions(siteId, 'none')).toEqual([]);
      expect(
        (await at().runs({ before: T0 + 1, limit: 1000 })).filter((run) => run.siteId === siteId || run.siteId === other),
      ).toHaveLength(2);
    });

    it('gives two writers at once one run', async () => {
      const siteId = randomUUID();
      const run = record(siteId, T0);
      await Promise.all([at().keepRun(siteId, run, T0), at().keepRun(siteId, run, T0)]);
      expect(await at().versions(siteId, run.id)).toHaveLength(1);
    });
  });
}
