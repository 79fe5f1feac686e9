import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, makeWorld, T0, useStore } from './fixture.contract.ts';
import type { StoredPlan } from './test-store.ts';

const planOf = (siteId: string, version: number, more: Partial<StoredPlan> = {}): StoredPlan => ({
  ...{ siteId, version, recordedAt: T0 + version * hour, recordedBy: 'Ada' },
  entries: [{ equipmentId: randomUUID(), kind: 'monthly-loaded', firstDueOn: '2026-04-01', ruleSet: null }],
  ...more,
});

/** What every adapter must do of `TestReads` and `TestWrites`. */
export function describeTestStore(makeStore: MakeStore): void {
  describe('tests of emergency power', () => {
    const store = useStore(makeStore);
    const add = (plan: StoredPlan) => store().site.transaction((tx) => tx.addTestPlan(plan));

    it('gives the latest plan of a site as it was put, also when it is empty', async () => {
      const { siteId } = await makeWorld(store());
      expect(await store().site.testPlans(siteId)).toEqual([]);
      await add(planOf(siteId, 1));
      await add(planOf(siteId, 2, { entries: [] }));
      expect(await store().site.testPlans(siteId)).toEqual([planOf(siteId, 2, { entries: [] })]);
      const third = planOf(siteId, 3);
      await add(third);
      expect((await store().site.testPlans()).filter((plan) => plan.siteId === siteId)).toEqual([third]);
    });

    it('refuses a version that is there, and a site that is not', async () => {
      const { siteId } = await makeWorld(store());
      const first = planOf(siteId, 1);
      await add(first);
      await expect(add(planOf(siteId, 1))).rejects.toThrow();
      await expect(add(planOf(randomUUID(), 1))).rejects.toThrow();
      expect(await store().site.testPlans(siteId)).toEqual([first]);
      expect(await store().site.testPlans('nowhere')).toEqual([]);
    });
  });
}
