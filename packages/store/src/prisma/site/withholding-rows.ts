import { AlarmSettings, defaultAlarmSettings, type MaintenanceWindow, type Recurrence, type Withholding } from '@wachter/core';
import type { SiteReads, SiteTransaction } from '@wachter/services';
import type { Transaction } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { isUuid } from '../rows/uuid.ts';

type Run = <T>(work: (client: Transaction) => Promise<T>) => Promise<T>;

const instant = (date: Date | null): number | null => date?.getTime() ?? null;
const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Text columns of a closed list: written only through verbs that validated them. */
const word = <T extends string>(text: string): T => text as T;

const withholding = (row: Row.Withholding): Withholding => ({
  ...row,
  kind: word(row.kind),
  scopeKind: word(row.scopeKind),
  fromAt: row.fromAt.getTime(),
  untilAt: row.untilAt.getTime(),
  createdAt: row.createdAt.getTime(),
  endedAt: instant(row.endedAt),
  remindedAt: instant(row.remindedAt),
});

/** Written only by this file, from the type it is read as. */
const recurrenceOf = (value: unknown): Recurrence | null => value as Recurrence | null;

const maintenanceWindow = (row: Row.MaintenanceWindow): MaintenanceWindow => ({
  ...row,
  scopeKind: word(row.scopeKind),
  startsAt: row.startsAt.getTime(),
  createdAt: row.createdAt.getTime(),
  cancelledAt: instant(row.cancelledAt),
  recurrence: recurrenceOf(row.recurrence),
});

/** A field that this release does not know does not cost the others. */
const StoredSettings = AlarmSettings.strip();

/** Settings that another release wrote may miss fields: they have their defaults. */
export function alarmSettingsOf(value: unknown): AlarmSettings {
  const parsed = StoredSettings.safeParse(value ?? {});
  return parsed.success ? parsed.data : defaultAlarmSettings;
}

export const withholdingReads = (run: Run): Pick<SiteReads, 'withholdings' | 'windows' | 'alarmSettings'> => ({
  withholdings: async ({ since, siteId }) => {
    if (siteId !== undefined && !isUuid(siteId)) return [];
    const after = { gt: new Date(since) };
    const where = { OR: [{ endedAt: after }, { endedAt: null, untilAt: after }], ...(siteId === undefined ? {} : { siteId }) };
    const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
    return run(async (client) => (await client.withholding.findMany({ where, orderBy })).map(withholding));
  },
  windows: async (siteId) => {
    if (siteId !== undefined && !isUuid(siteId)) return [];
    const where = siteId === undefined ? {} : { siteId };
    const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
    return run(async (client) => (await client.maintenanceWindow.findMany({ where, orderBy })).map(maintenanceWindow));
  },
  alarmSettings: async (siteId) => {
    if (!isUuid(siteId)) return defaultAlarmSettings;
    return run(async (client) => alarmSettingsOf((await client.alarmSettings.findUnique({ where: { siteId } }))?.settings));
  },
});

export const withholdingWrites = (
  tx: Transaction,
): Pick<SiteTransaction, 'putWithholding' | 'putWindow' | 'putAlarmSettings'> => ({
  putWithholding: async ({ id, fromAt, untilAt, createdAt, endedAt, remindedAt, ...rest }) => {
    const times = { fromAt: new Date(fromAt), untilAt: new Date(untilAt), createdAt: new Date(createdAt) };
    const data = { ...rest, ...times, endedAt: date(endedAt), remindedAt: date(remindedAt) };
    await tx.withholding.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  putWindow: async ({ id, startsAt, createdAt, cancelledAt, recurrence, ...rest }) => {
    const times = { startsAt: new Date(startsAt), createdAt: new Date(createdAt), cancelledAt: date(cancelledAt) };
    const data = { ...rest, ...times, recurrence: recurrence === null ? Prisma.DbNull : asJson(recurrence) };
    await tx.maintenanceWindow.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  putAlarmSettings: async (siteId, settings) => {
    const data = { settings: asJson(settings) };
    await tx.alarmSettings.upsert({ where: { siteId }, create: { siteId, ...data }, update: data });
  },
});

/** A plain object of our own as the ORM takes JSON. */
const asJson = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
