import type { Instant, Point, RuleInstance } from '@wachter/core';
import type { DeviceRow, SiteReads, SiteTransaction } from '@wachter/services';
import { writeAudit } from '../audit/audit.ts';
import { storableJson } from '../connect/binary-array.ts';
import type { Transaction } from '../connect/prisma-client.ts';
import { Prisma } from '../generated/client.ts';
import { isUnfinished } from '../rows/columns.ts';
import * as parse from './parse.ts';
import { testWrites } from './test-rows.ts';
import { withholdingWrites } from './withholding-rows.ts';

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** A JSON column takes what JSON can say; null is the database's null. */
const json = (value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  value === null || value === undefined ? Prisma.DbNull : (JSON.parse(storableJson(value)) as Prisma.InputJsonValue);

const jsonObject = (value: unknown): Prisma.InputJsonValue =>
  value === null || value === undefined ? {} : (json(value) as Prisma.InputJsonValue);

type Puts = Omit<SiteTransaction, keyof SiteReads>;

const placeWrites = (
  tx: Transaction,
): Pick<Puts, 'putSite' | 'putLocation' | 'deleteLocation' | 'putEquipment' | 'deleteEquipment'> => ({
  putSite: async ({ id, isDemo, slug, name, timeZone }) => {
    const data = { slug, name, timeZone, ...(isDemo === undefined ? {} : { isDemo }) };
    await tx.site.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  putLocation: async ({ id, plan, siteId, parentId, kind, slug, name, thermalClass, sortOrder }) => {
    const data = { siteId, parentId, kind, slug, name, thermalClass, sortOrder, plan: json(plan) };
    await tx.location.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  deleteLocation: async (id) => {
    await tx.location.deleteMany({ where: { id } });
  },
  putEquipment: async ({ id, siteId, locationId, kind, slug, name, rating, fedBy }) => {
    const data = { siteId, locationId, kind, slug, name, attributes: jsonObject(rating) };
    await tx.equipment.upsert({ where: { id }, create: { id, ...data }, update: data });
    await tx.equipmentFeed.deleteMany({ where: { equipmentId: id } });
    const feeds = fedBy.map((sourceId, position) => ({ equipmentId: id, sourceId, position }));
    if (feeds.length > 0) await tx.equipmentFeed.createMany({ data: feeds });
  },
  deleteEquipment: async (id) => {
    await tx.equipment.deleteMany({ where: { id } });
  },
});

/** Rows of one INSERT: 21 columns at most stay far below the 65,535 parameters of a statement. */
const rowsAtOnce = 1000;

async function inPieces<Row>(rows: readonly Row[], insert: (piece: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) await insert(rows.slice(from, from + rowsAtOnce));
}

function deviceData(device: Omit<DeviceRow, 'id' | 'firstSeenAt'>) {
  const { mapping, approvedAt, approvedBy, ...rest } = device;
  const { siteId, locationId, parentId, fedById, dialect, name, status, model, firmware } = rest;
  const what = { siteId, locationId, parentId, fedById, dialect, name, status, model, firmware };
  return { ...what, mapping: json(mapping), approvedAt: date(approvedAt), approvedBy };
}

const deviceWrites = (tx: Transaction): Pick<Puts, 'putDevice' | 'addDevices' | 'setDeviceStatus' | 'putBrokerAccount'> => ({
  putDevice: async ({ id, firstSeenAt, ...device }) => {
    const firstSeen = firstSeenAt === undefined ? {} : { firstSeenAt: new Date(firstSeenAt) };
    const data = { ...deviceData(device), ...firstSeen };
    await tx.device.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  addDevices: (devices) =>
    inPieces(devices, (piece) =>
      tx.device.createMany({
        data: piece.map(({ id, firstSeenAt, ...device }) => ({ id, ...deviceData(device), firstSeenAt: new Date(firstSeenAt) })),
      }),
    ),
  setDeviceStatus: async (id, status, by, at) => {
    const approval = status === 'approved' ? { approvedAt: new Date(at), approvedBy: by } : {};
    await tx.device.updateMany({ where: { id }, data: { status, ...approval } });
  },
  putBrokerAccount: async ({ userName, secretHash, kind, dialect, publish, subscribe, createdAt, createdBy, revokedAt }) => {
    const rights = { publish: [...publish], subscribe: [...subscribe] };
    const data = { secretHash, kind, dialect, ...rights, createdAt: new Date(createdAt), createdBy, revokedAt: date(revokedAt) };
    await tx.brokerAccount.upsert({ where: { userName }, create: { userName, ...data }, update: data });
  },
});

function pointData({ place, derivedFrom, ...point }: Omit<Point, 'id'>) {
  const { tag, name, siteId, locationId, equipmentId, deviceId, channel } = point;
  const { quantity, sourceUnit, intervalSeconds, staleSeconds, status } = point;
  const where = { siteId, locationId, equipmentId, deviceId, channel };
  const what = { tag, name, quantity, sourceUnit, intervalSeconds, staleSeconds, status };
  return { ...where, ...what, place: jsonObject(place), derivedFrom: json(derivedFrom) };
}

function ruleData({ cause, consequence, response, checklist, params, ...rule }: Omit<RuleInstance, 'id'>) {
  const {
    type,
    siteId,
    pointId,
    deviceId,
    priority,
    isLatching,
    isEnabled,
    respondWithinMinutes,
    acknowledgeHoldsMinutes = null,
  } = rule;
  const texts = { cause: json(cause), consequence: json(consequence), response: json(response), checklist: json(checklist) };
  const what = {
    type,
    siteId,
    pointId,
    deviceId,
    priority,
    isLatching,
    isEnabled,
    respondWithinMinutes,
    acknowledgeHoldsMinutes,
  };
  return { ...what, ...texts, params: jsonObject(params) };
}

async function addPoints(tx: Transaction, points: readonly Omit<Point, 'id'>[]): Promise<readonly Point[]> {
  const added = new Map<string, Point>();
  await inPieces(points, async (piece) => {
    for (const row of await tx.point.createManyAndReturn({ data: piece.map(pointData) })) added.set(row.tag, parse.point(row));
  });
  return points.flatMap((point) => added.get(point.tag) ?? []);
}

const pointWrites = (
  tx: Transaction,
): Pick<Puts, 'putPoint' | 'putRule' | 'addPoints' | 'addRules' | 'deleteRule' | 'journalRuleChange'> => ({
  putPoint: async ({ id, ...point }) => {
    const data = pointData(point);
    return parse.point(id === null ? await tx.point.create({ data }) : await tx.point.update({ where: { id }, data }));
  },
  putRule: async ({ id, ...rule }) => {
    const data = ruleData(rule);
    await tx.rule.upsert({ where: { id }, create: { id, ...data }, update: data });
  },
  addPoints: (points) => addPoints(tx, points),
  addRules: (rules) =>
    inPieces(rules, (piece) => tx.rule.createMany({ data: piece.map(({ id, ...rule }) => ({ id, ...ruleData(rule) })) })),
  deleteRule: async (id) => {
    const hasHistory = (await tx.alarm.count({ where: { ruleId: id }, take: 1 })) > 0;
    if (hasHistory) await tx.rule.updateMany({ where: { id }, data: { isEnabled: false } });
    else await tx.rule.deleteMany({ where: { id } });
  },
  journalRuleChange: (ruleId, { actor, at, comment }) => tx.$executeRaw`
    INSERT INTO journal (alarm_id, kind, condition_at, recorded_at, actor, value, "limit", level, comment)
    SELECT a.id, 'rule-changed', ${new Date(at)}, ${new Date(at)}, ${actor}, a.value, a."limit", a.level, ${comment}
    FROM alarm a WHERE a.rule_id = ${ruleId}::uuid AND ${Prisma.raw(isUnfinished)}
    ON CONFLICT DO NOTHING`,
});

/** Writes of the site model inside one transaction. */
export const siteWrites = (tx: Transaction): Puts => ({
  ...placeWrites(tx),
  ...deviceWrites(tx),
  ...pointWrites(tx),
  ...withholdingWrites(tx),
  ...testWrites(tx),
  addRationalisation: async ({ at, reviewAt, params, ...record }) => {
    await tx.rationalisation.create({
      data: { ...record, at: new Date(at), reviewAt: new Date(reviewAt), params: jsonObject(params) },
    });
  },
  audit: (record) => writeAudit(tx, record),
});
