import type { PlanEntry } from '@wachter/core';
import type { StoredPlan, TestReads, TestWrites } from '@wachter/services';
import type { Transaction } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import type { Prisma } from '../generated/client.ts';
import { isUuid } from '../rows/uuid.ts';

type Run = <T>(work: (client: Transaction) => Promise<T>) => Promise<T>;

/** Written only by this file, from the type it is read as. */
const entriesOf = (value: unknown): readonly PlanEntry[] => value as readonly PlanEntry[];

const plan = ({ siteId, version, entries, recordedAt, recordedBy }: Row.TestPlan): StoredPlan => ({
  ...{ siteId, version, recordedBy },
  entries: entriesOf(entries),
  recordedAt: recordedAt.getTime(),
});

export const testReads = (run: Run): TestReads => ({
  testPlans: async (siteId) => {
    if (siteId !== undefined && !isUuid(siteId)) return [];
    const where = siteId === undefined ? {} : { siteId };
    const orderBy = [{ siteId: 'asc' as const }, { version: 'desc' as const }];
    return run(async (client) => (await client.testPlan.findMany({ where, orderBy, distinct: ['siteId'] })).map(plan));
  },
});

export const testWrites = (tx: Transaction): TestWrites => ({
  addTestPlan: async ({ entries, recordedAt, ...rest }) => {
    await tx.testPlan.create({ data: { ...rest, entries: asJson(entries), recordedAt: new Date(recordedAt) } });
  },
});

/** Plain data of our own as the ORM takes JSON. */
const asJson = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
