import type { Location, Point, RuleInstance } from '@wachter/core';
import type { SiteReads, SiteStore, SiteTransaction } from '@wachter/services/ports/index';
import { unfinishedOf } from './alarms.ts';
import { appendAudit, asJson, type Database } from './database.ts';
import { appendJournal } from './journal-rows.ts';
import type { Tables } from './tables.ts';
import { testReads, testWrites } from './tests.ts';
import { withholdingReads, withholdingWrites } from './withholding.ts';

type PointFilter = Parameters<SiteReads['points']>[0];
type RuleFilter = Parameters<SiteReads['rules']>[0];

const fits = (point: Point, filter: PointFilter): boolean =>
  (filter?.siteId === undefined || point.siteId === filter.siteId) &&
  (filter?.locationId === undefined || point.locationId === filter.locationId) &&
  (filter?.deviceId === undefined || point.deviceId === filter.deviceId) &&
  (filter?.status === undefined || point.status === filter.status);

const guards = (rule: RuleInstance, filter: RuleFilter): boolean =>
  (filter?.pointId === undefined || rule.pointId === filter.pointId) &&
  (filter?.deviceId === undefined || rule.deviceId === filter.deviceId);

const bySortOrder = (a: Location, b: Location): number => a.sortOrder - b.sortOrder || (a.slug < b.slug ? -1 : 1);
const bySlug = (a: { readonly slug: string }, b: { readonly slug: string }): number => (a.slug < b.slug ? -1 : 1);

const siteReads = (read: () => Tables): SiteReads => ({
  ...withholdingReads(read),
  ...testReads(read),
  sites: async () => [...read().sites.values()].toSorted(bySlug),
  locations: async (siteId) =>
    [...read().locations.values()].filter((row) => siteId === undefined || row.siteId === siteId).toSorted(bySortOrder),
  equipment: async (siteId) =>
    [...read().equipment.values()].filter((row) => siteId === undefined || row.siteId === siteId).toSorted(bySlug),
  devices: async () => [...read().devices.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  device: async (id) => read().devices.get(id) ?? null,
  points: async (filter) => [...read().points.values()].filter((point) => fits(point, filter)).toSorted((a, b) => a.id - b.id),
  point: async (id) => read().points.get(id) ?? null,
  pointByTag: async (tag) => [...read().points.values()].find((point) => point.tag === tag) ?? null,
  rules: async (filter) =>
    [...read().rules.values()].filter((rule) => guards(rule, filter)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ruleProblems: async () => {
    const { rules, ruleProblems } = read();
    return ruleProblems.list.filter(({ ruleId }) => rules.has(ruleId)).toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  },
  rationalisations: async () => [...read().rationalisations],
  brokerAccounts: async () => [...read().accounts.values()].toSorted((a, b) => (a.userName < b.userName ? -1 : 1)),
});

function need(isThere: boolean, what: string): void {
  if (!isThere) throw new Error(`A reference points at nothing, or a key is taken: ${what}`);
}

/** Null is a reference to nothing, which is allowed. */
const known = <Key>(map: ReadonlyMap<Key, unknown>, key: Key | null): boolean => key === null || map.has(key);
const isFree = <Row extends { readonly id: unknown }>(
  rows: Iterable<Row>,
  row: { readonly id: unknown },
  same: (other: Row) => boolean,
) => ![...rows].some((other) => other.id !== row.id && same(other));

function putPoint(draft: Tables, input: Omit<Point, 'id'> & { readonly id: number | null }): Point {
  const { points, locations, equipment, devices, sites } = draft;
  if (input.id === null) draft.counters.point += 1;
  const point: Point = asJson({ ...input, id: input.id ?? draft.counters.point });
  need(known(sites, point.siteId) && known(locations, point.locationId), `place of point ${point.tag}`);
  need(known(equipment, point.equipmentId) && known(devices, point.deviceId), `device or equipment of point ${point.tag}`);
  need(
    isFree(points.values(), point, (other) => other.tag === point.tag),
    `tag ${point.tag}`,
  );
  const isSameChannel = (other: Point) => other.deviceId === point.deviceId && other.channel === point.channel;
  const hasChannel = point.deviceId !== null && point.channel !== null;
  need(!hasChannel || isFree(points.values(), point, isSameChannel), `channel ${point.channel} of ${point.deviceId}`);
  points.set(point.id, point);
  return point;
}

const unplace = <Key, Row>(rows: Map<Key, Row>, isThere: (row: Row) => boolean, moved: (row: Row) => Row): void => {
  for (const [key, row] of rows) if (isThere(row)) rows.set(key, moved(row));
};

function deleteLocation(draft: Tables, id: string): void {
  draft.locations.delete(id);
  const isThere = (row: { readonly locationId: string | null }) => row.locationId === id;
  unplace(draft.points, isThere, (row) => ({ ...row, locationId: null }));
  unplace(draft.devices, isThere, (row) => ({ ...row, locationId: null }));
  unplace(draft.equipment, isThere, (row) => ({ ...row, locationId: null }));
  unplace(
    draft.locations,
    (row) => row.parentId === id,
    (row) => ({ ...row, parentId: null }),
  );
}

function putRule(draft: Tables, rule: RuleInstance): void {
  need(draft.sites.has(rule.siteId), `site of rule ${rule.id}`);
  need(known(draft.points, rule.pointId) && known(draft.devices, rule.deviceId), `what rule ${rule.id} guards`);
  draft.rules.set(rule.id, asJson(rule));
}

function deleteRule(draft: Tables, id: string): void {
  const rule = draft.rules.get(id);
  const hasOccurrences = [...draft.alarms.values()].some((alarm) => alarm.ruleId === id);
  if (rule && hasOccurrences) draft.rules.set(id, { ...rule, isEnabled: false });
  else draft.rules.delete(id);
}

const placeWrites = (
  draft: Tables,
): Pick<SiteTransaction, 'putSite' | 'putLocation' | 'deleteLocation' | 'putEquipment' | 'deleteEquipment'> => ({
  putSite: async ({ id, slug, name, timeZone }) => {
    need(
      isFree(draft.sites.values(), { id }, (other) => other.slug === slug),
      `site ${slug}`,
    );
    draft.sites.set(id, { id, slug, name, timeZone });
  },
  putLocation: async (location) => {
    const isSame = (other: Location) => other.siteId === location.siteId && other.slug === location.slug;
    need(draft.sites.has(location.siteId) && known(draft.locations, location.parentId), `parent of ${location.slug}`);
    need(isFree(draft.locations.values(), location, isSame), `location ${location.slug}`);
    draft.locations.set(location.id, asJson(location));
  },
  deleteLocation: async (id) => deleteLocation(draft, id),
  putEquipment: async (thing) => {
    need(draft.sites.has(thing.siteId) && known(draft.locations, thing.locationId), `place of ${thing.slug}`);
    const isSame = (other: { readonly siteId: string; readonly slug: string }) =>
      other.siteId === thing.siteId && other.slug === thing.slug;
    need(isFree(draft.equipment.values(), thing, isSame), `equipment ${thing.slug}`);
    need(
      thing.fedBy.every((id) => id === thing.id || draft.equipment.has(id)),
      `sources of ${thing.slug}`,
    );
    draft.equipment.set(thing.id, asJson(thing));
  },
  deleteEquipment: async (id) => {
    draft.equipment.delete(id);
    unplace(
      draft.equipment,
      ({ fedBy }) => fedBy.includes(id),
      (thing) => ({ ...thing, fedBy: thing.fedBy.filter((source) => source !== id) }),
    );
    unplace(
      draft.points,
      (point) => point.equipmentId === id,
      (point) => ({ ...point, equipmentId: null }),
    );
    unplace(
      draft.devices,
      (device) => device.fedById === id,
      (device) => ({ ...device, fedById: null }),
    );
  },
});

const siteTransaction = (database: Database, draft: Tables): SiteTransaction => ({
  ...siteReads(() => draft),
  ...placeWrites(draft),
  ...withholdingWrites(draft),
  ...testWrites(draft),
  putDevice: async ({ firstSeenAt, ...device }) => {
    need(known(draft.sites, device.siteId) && known(draft.locations, device.locationId), `place of device ${device.id}`);
    need(known(draft.devices, device.parentId), `parent of device ${device.id}`);
    need(known(draft.equipment, device.fedById), `feed of device ${device.id}`);
    const seen = firstSeenAt ?? draft.devices.get(device.id)?.firstSeenAt ?? database.now();
    draft.devices.set(device.id, asJson({ ...device, firstSeenAt: seen }));
  },
  setDeviceStatus: async (id, status, by, at) => {
    const device = draft.devices.get(id);
    const approval = status === 'approved' ? { approvedAt: at, approvedBy: by } : {};
    if (device) draft.devices.set(id, { ...device, ...approval, status });
  },
  putPoint: async (point) => putPoint(draft, point),
  putRule: async (rule) => putRule(draft, rule),
  addDevices: async (devices) => {
    for (const device of devices) {
      need(!draft.devices.has(device.id), `device ${device.id}`);
      draft.devices.set(device.id, asJson(device));
    }
    for (const { parentId, siteId, locationId, id } of devices) {
      need(
        known(draft.devices, parentId) && known(draft.sites, siteId) && known(draft.locations, locationId),
        `place of device ${id}`,
      );
    }
  },
  addPoints: async (points) => points.map((point) => putPoint(draft, { ...point, id: null })),
  addRules: async (rules) => {
    for (const rule of rules) {
      need(!draft.rules.has(rule.id), `rule ${rule.id}`);
      putRule(draft, rule);
    }
  },
  deleteRule: async (id) => deleteRule(draft, id),
  journalRuleChange: async (ruleId, { actor, at, comment }) => {
    const open = unfinishedOf(draft).filter((alarm) => alarm.ruleId === ruleId);
    for (const { id: alarmId, value, limit, level } of open) {
      const what = { alarmId, kind: 'rule-changed' as const, conditionAt: at, recordedAt: at, quality: null, source: null };
      appendJournal(draft, { ...what, actor, comment, value, limit, level });
    }
    return open.length;
  },
  addRationalisation: async (record) => {
    need(!draft.rationalisations.some(({ id }) => id === record.id), `rationalisation ${record.id}`);
    draft.rationalisations.push(asJson(record));
  },
  putBrokerAccount: async (account) => void draft.accounts.set(account.userName, account),
  audit: async (record) => appendAudit(draft, record, database.now()),
});

/** The site model in memory. Every transaction counts as a change of the directory. */
export const memorySiteStore = (database: Database): SiteStore => ({
  ...siteReads(database.read),
  transaction: (work) =>
    database.write((draft) => {
      draft.counters.revision += 1;
      return work(siteTransaction(database, draft));
    }),
});
