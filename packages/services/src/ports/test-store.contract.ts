import { randomUUID } from 'node:crypto';
import type { AnnouncedTest } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, makeWorld, T0, useStore } from './fixture.contract.ts';
import type { StoredPhoto, StoredPlan, StoredRecord, StoredSignature } from './test-store.ts';

const planOf = (siteId: string, version: number, more: Partial<StoredPlan> = {}): StoredPlan => ({
  ...{ siteId, version, recordedAt: T0 + version * hour, recordedBy: 'Ada' },
  entries: [{ equipmentId: randomUUID(), kind: 'monthly-loaded', firstDueOn: '2026-04-01', ruleSet: null, needsApproval: false }],
  ...more,
});

/** Later than the clock of any test. */
const FAR = Date.UTC(2100, 0, 1);

const testOf = (siteId: string, more: Partial<AnnouncedTest> = {}): AnnouncedTest => ({
  ...{ id: randomUUID(), siteId, scenario: 'B', equipment: [randomUUID(), randomUUID()], from: FAR, until: FAR + hour },
  ...{ note: 'main breaker opened', announcedAt: T0, announcedBy: 'Ada', cancelledAt: null, cancelledBy: null },
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

    it('gives announced tests as they were put, the last to begin first, and to the engine those that are not long over', async () => {
      const { siteId } = await makeWorld(store());
      const put = (test: AnnouncedTest) => store().site.transaction((tx) => tx.putAnnouncedTest(test));
      const [coming, later, over] = [
        testOf(siteId),
        testOf(siteId, { from: FAR + 1 }),
        testOf(siteId, { from: T0 - 50 * hour, until: T0 - 49 * hour }),
      ];
      for (const test of [coming, over, later]) await put(test);
      const cancelled = { ...coming, cancelledAt: T0 + 1, cancelledBy: 'Bob' };
      await put(cancelled);
      expect(await store().site.announcedTests(siteId)).toEqual([later, cancelled, over]);
      expect(await store().site.announcedTests('nowhere')).toEqual([]);
      const { tests } = await store().ingest.loadDirectory();
      expect(tests.filter((test) => test.siteId === siteId)).toEqual([later, cancelled]);
    });

    it('keeps every version of a record with the signatures of each, and never one again', async () => {
      const { siteId } = await makeWorld(store());
      const record: StoredRecord = {
        ...{ recordId: randomUUID(), version: 1, siteId, equipmentId: randomUUID(), kind: 'weekly-inspection', testId: null },
        ...{ run: { runId: 'r', version: 2, hash: 'ab' }, contentHash: 'cd', recordedAt: T0, recordedBy: 'Ada' },
        content: { doneAt: T0, checks: { oil: 'ok' }, readings: { fuel: 900.5 }, findings: [], remarks: 'é', photos: [] },
      };
      const { recordId } = record;
      const put = (one: StoredRecord) => store().site.transaction((tx) => tx.addTestRecord(one));
      const sign = (one: StoredSignature) => store().site.transaction((tx) => tx.addTestSignature(one));
      const signature = {
        recordId,
        version: 1,
        role: 'performed' as const,
        userId: 'u',
        name: 'Ada',
        contentHash: 'cd',
        signedAt: T0,
      };
      await put(record);
      await sign(signature);
      const second = { ...record, version: 2, run: null, contentHash: 'ef' };
      await put(second);
      const all = [
        { ...record, signatures: [signature] },
        { ...second, signatures: [] },
      ];
      expect(await store().site.testRecords({ siteId })).toEqual(all);
      await expect(put(second)).rejects.toThrow();
      await expect(sign(signature)).rejects.toThrow();
      await expect(sign({ ...signature, version: 3 })).rejects.toThrow();
      expect(await store().site.testRecords({ recordId })).toEqual(all);
      expect(await store().site.testRecords({ recordId: 'none' })).toEqual([]);
    });

    it('keeps the bytes of a photograph once', async () => {
      const bytes = new Uint8Array([0xff, 0xd8, 0, 1]);
      const photo: StoredPhoto = { hash: randomUUID(), mediaType: 'image/jpeg', bytes, addedAt: T0, addedBy: 'Ada' };
      for (const addedBy of ['Ada', 'Bob']) await store().site.transaction((tx) => tx.addTestPhoto({ ...photo, addedBy }));
      expect(await store().site.testPhoto(photo.hash)).toEqual(photo);
      expect(await store().site.testPhoto('none')).toBeNull();
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
