import type { AnnouncedTest, PlanEntry } from '@wachter/core';
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

const instant = (date: Date | null): number | null => date?.getTime() ?? null;
const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

const announced = ({ fromAt, untilAt, announcedAt, cancelledAt, ...rest }: Row.AnnouncedTest): AnnouncedTest => ({
  ...rest,
  ...{ from: fromAt.getTime(), until: untilAt.getTime() },
  ...{ announcedAt: announcedAt.getTime(), cancelledAt: instant(cancelledAt) },
});

export const testReads = (run: Run): TestReads => ({
  testPlans: async (siteId) => {
    if (siteId !== undefined && !isUuid(siteId)) return [];
    const where = siteId === undefined ? {} : { siteId };
    const orderBy = [{ siteId: 'asc' as const }, { version: 'desc' as const }];
    return run(async (client) => (await client.testPlan.findMany({ where, orderBy, distinct: ['siteId'] })).map(plan));
  },
  announcedTests: async (siteId) => {
    if (siteId !== undefined && !isUuid(siteId)) return [];
    const where = siteId === undefined ? {} : { siteId };
    const orderBy = [{ fromAt: 'desc' as const }, { id: 'asc' as const }];
    return run(async (client) => (await client.announcedTest.findMany({ where, orderBy })).map(announced));
  },
});

export const testWrites = (tx: Transaction): TestWrites => ({
  addTestPlan: async ({ entries, recordedAt, ...rest }) => {
    await tx.testPlan.create({ data: { ...rest, entries: asJson(entries), recordedAt: new Date(recordedAt) } });
  },
  putAnnouncedTest: async ({ id, from, until, announcedAt, cancelledAt, equipment, ...rest }) => {
    const times = { fromAt: new Date(from), untilAt: new Date(until), announcedAt: new Date(announcedAt) };
    const data = { ...rest, ...times, equipment: [...equipment], cancelledAt: date(cancelledAt) };
    await tx.announcedTest.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
});

/** Plain data of our own as the ORM takes JSON. */
const asJson = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
