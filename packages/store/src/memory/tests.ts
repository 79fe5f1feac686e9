import type { StoredPlan, TestReads, TestWrites } from '@wachter/services/ports/index';
import { asJson } from './database.ts';
import type { Tables } from './tables.ts';

export const testReads = (read: () => Tables): TestReads => ({
  testPlans: async (siteId) => {
    const latest = new Map<string, StoredPlan>();
    for (const plan of read().testPlans) {
      if ((siteId ?? plan.siteId) === plan.siteId && plan.version > (latest.get(plan.siteId)?.version ?? 0)) {
        latest.set(plan.siteId, plan);
      }
    }
    return [...latest.values()];
  },
  announcedTests: async (siteId) =>
    [...read().announcedTests.values()]
      .filter((one) => siteId === undefined || one.siteId === siteId)
      .toSorted((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1)),
});

export const testWrites = (draft: Tables): TestWrites => ({
  addTestPlan: async (plan) => {
    const isThere = draft.testPlans.some(({ siteId, version }) => siteId === plan.siteId && version === plan.version);
    if (isThere || !draft.sites.has(plan.siteId)) throw new Error(`A key is taken, or there is no site ${plan.siteId}`);
    draft.testPlans.push(asJson(plan));
  },
  putAnnouncedTest: async (test) => {
    if (!draft.sites.has(test.siteId)) throw new Error(`A reference points at nothing: site ${test.siteId}`);
    draft.announcedTests.set(test.id, asJson(test));
  },
});
