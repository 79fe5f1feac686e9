import type { AnnouncedTest, PlanEntry, RecordContent } from '@wachter/core';
import type { StoredPlan, StoredRecord, StoredSignature, TestReads, TestWrites } from '@wachter/services';
import type { Transaction } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
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

/** Written only by this file, from the types they are read as. */
const contentOf = (value: unknown): RecordContent => value as RecordContent;
const runOf = (value: unknown): StoredRecord['run'] => value as StoredRecord['run'];
const roleOf = (text: string): StoredSignature['role'] => text as StoredSignature['role'];

const record = ({
  signatures,
  content,
  run,
  recordedAt,
  ...rest
}: Row.TestRecord & { readonly signatures: Row.TestSignature[] }) => ({
  ...rest,
  ...{ content: contentOf(content), run: runOf(run), recordedAt: recordedAt.getTime() },
  signatures: signatures.map(({ role, signedAt, ...by }) => ({ ...by, role: roleOf(role), signedAt: signedAt.getTime() })),
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
  testRecords: async ({ siteId, recordId }) => {
    if ([siteId, recordId].some((id) => id !== undefined && !isUuid(id))) return [];
    const where = { ...(siteId === undefined ? {} : { siteId }), ...(recordId === undefined ? {} : { recordId }) };
    const orderBy = [{ recordId: 'asc' as const }, { version: 'asc' as const }];
    const include = { signatures: { orderBy: { signedAt: 'asc' as const } } };
    return run(async (client) => (await client.testRecord.findMany({ where, orderBy, include })).map(record));
  },
  testPhoto: (hash) =>
    run(async (client) => {
      const found = await client.testPhoto.findUnique({ where: { hash } });
      return found && { ...found, bytes: new Uint8Array(found.bytes), addedAt: found.addedAt.getTime() };
    }),
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
  addTestRecord: async ({ run, content, recordedAt, ...rest }) => {
    const about = { run: run === null ? Prisma.DbNull : asJson(run), content: asJson(content) };
    await tx.testRecord.create({ data: { ...rest, ...about, recordedAt: new Date(recordedAt) } });
  },
  addTestSignature: async ({ signedAt, ...rest }) => {
    await tx.testSignature.create({ data: { ...rest, signedAt: new Date(signedAt) } });
  },
  addTestPhoto: async ({ bytes, addedAt, ...rest }) => {
    const data = [{ ...rest, bytes: new Uint8Array(bytes), addedAt: new Date(addedAt) }];
    await tx.testPhoto.createMany({ data, skipDuplicates: true });
  },
});

/** Plain data of our own as the ORM takes JSON. */
const asJson = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
