import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { batch, hour, type MakeStore, makeWorld, minute, opened, T0, useStore } from './fixture.contract.ts';

const entry = (alarmId: string, kind: JournalEntry['kind']): JournalEntry => ({
  ...{ alarmId, kind, conditionAt: T0, recordedAt: T0 + 300, actor: 'engine', value: 27.4, limit: 27 },
  ...{ level: 'warning', quality: 'good', comment: null, source: null },
});

/** What the engine recalls of the last minutes when it starts: every adapter of `IngestStore` must give it. */
export function describeRecall(makeStore: MakeStore): void {
  describe('IngestStore, what the engine recalls', () => {
    const store = useStore(makeStore);
    const at = () => store().ingest;

    it('gives the transitions recorded since an instant, in the order of record, with whose they are', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      const since = T0 + 5 * minute;
      const rows = [T0, since, since + 1].map((recordedAt, n) => ({
        ...entry(alarm.id, n % 2 === 0 ? 'raised' : 'cleared'),
        recordedAt,
      }));
      await at().commit(batch(world.fence, { alarms: [alarm], journal: rows }));
      const mine = (await at().loadTransitions(since)).filter(({ alarmId }) => alarmId === alarm.id);
      const whose = { alarmId: alarm.id, siteId: world.siteId, ruleId: world.rule.id };
      expect(mine).toEqual([
        { ...whose, kind: 'cleared', recordedAt: since },
        { ...whose, kind: 'raised', recordedAt: since + 1 },
      ]);
    });

    it('keeps the last word on a flood, shows it while it lasts, and forgets it for the present when it ended', async () => {
      const world = await makeWorld(store());
      const flood = { id: randomUUID(), siteId: world.siteId, beganAt: T0, endedAt: null, alarmId: randomUUID(), alarms: 11 };
      await at().commit(batch(world.fence, { floods: [flood] }));
      await at().commit(batch(world.fence, { floods: [flood, { ...flood, alarms: 14 }] }));
      const mine = <T extends { readonly siteId: string }>(list: readonly T[]) =>
        list.filter(({ siteId }) => siteId === world.siteId);
      expect(mine(await at().loadFloods())).toEqual([{ ...flood, alarms: 14 }]);
      const { id: _, endedAt: __, ...shown } = { ...flood, alarms: 14 };
      expect(mine((await store().live.health()).floods)).toEqual([shown]);
      expect((await store().notify.view()).floods).toContain(world.siteId);
      await at().commit(batch(world.fence, { floods: [{ ...flood, endedAt: T0 + hour, alarms: 20 }] }));
      expect(mine(await at().loadFloods())).toEqual([]);
      expect(mine((await store().live.health()).floods)).toEqual([]);
      expect((await store().notify.view()).floods).not.toContain(world.siteId);
    });
  });
}
