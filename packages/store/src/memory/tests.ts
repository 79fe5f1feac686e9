import type { StoredPlan, StoredRecord, StoredSignature, TestReads, TestWrites } from '@wachter/services/ports/index';
import { asJson } from './database.ts';
import type { Tables } from './tables.ts';

const isOf = (by: StoredSignature, { recordId, version }: Pick<StoredRecord, 'recordId' | 'version'>): boolean =>
  by.recordId === recordId && by.version === version;

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
  testRecords: async ({ siteId, recordId }) => {
    const { testRecords, testSignatures } = read();
    return testRecords
      .filter((one) => (siteId ?? one.siteId) === one.siteId && (recordId ?? one.recordId) === one.recordId)
      .toSorted((a, b) => (a.recordId < b.recordId ? -1 : a.recordId > b.recordId ? 1 : a.version - b.version))
      .map((one) => ({ ...one, signatures: testSignatures.filter((by) => isOf(by, one)) }));
  },
  testPhoto: async (hash) => read().testPhotos.get(hash) ?? null,
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
  addTestRecord: async (record) => {
    const isThere = draft.testRecords.some((one) => one.recordId === record.recordId && one.version === record.version);
    if (isThere || !draft.sites.has(record.siteId)) throw new Error(`A key is taken, or there is no site ${record.siteId}`);
    draft.testRecords.push(asJson(record));
  },
  addTestSignature: async (signature) => {
    const isThere = draft.testSignatures.some((one) => isOf(one, signature) && one.role === signature.role);
    const isKnown = draft.testRecords.some((one) => isOf(signature, one));
    if (isThere || !isKnown) throw new Error(`A key is taken, or there is no record ${signature.recordId}`);
    draft.testSignatures.push(signature);
  },
  addTestPhoto: async (photo) => {
    if (!draft.testPhotos.has(photo.hash)) draft.testPhotos.set(photo.hash, photo);
  },
});
