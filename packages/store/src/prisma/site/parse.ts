import type {
  DerivedFrom,
  Equipment,
  Location,
  Plan,
  Point,
  PointPlace,
  Rating,
  Rationalisation,
  RuleInstance,
  RuleProblem,
  Site,
  Words,
} from '@wachter/core';
import type { BrokerAccount, DeviceRow } from '@wachter/services';
import type * as Row from '../generated/client.ts';

const instant = (date: Date | null): number | null => date?.getTime() ?? null;

/** Text columns of a closed list: written only through verbs that validated them. */
const word = <T extends string>(text: string): T => text as T;

/** JSON columns: written only by this package from the type they are read as. */
const json = <T>(value: unknown): T => value as T;

export const site = (row: Row.Site): Site => ({ id: row.id, slug: row.slug, name: row.name, timeZone: row.timeZone });

export const location = (row: Row.Location): Location => ({
  id: row.id,
  siteId: row.siteId,
  parentId: row.parentId,
  kind: word(row.kind),
  slug: row.slug,
  name: row.name,
  thermalClass: row.thermalClass === null ? null : word(row.thermalClass),
  plan: json<Plan | null>(row.plan),
  sortOrder: row.sortOrder,
});

export const equipment = (row: Row.Equipment & { readonly fedBy: readonly Row.EquipmentFeed[] }): Equipment => ({
  id: row.id,
  siteId: row.siteId,
  locationId: row.locationId,
  kind: word(row.kind),
  slug: row.slug,
  name: row.name,
  rating: ratingOf(row.attributes),
  fedBy: row.fedBy.toSorted((a, b) => a.position - b.position).map(({ sourceId }) => sourceId),
});

/** An empty object is the default of the column: no nameplate. */
const ratingOf = (attributes: Row.Equipment['attributes']): Rating | null =>
  attributes === null || Object.keys(attributes).length === 0 ? null : json<Rating>(attributes);

export const device = (row: Row.Device): DeviceRow => ({
  id: row.id,
  siteId: row.siteId,
  locationId: row.locationId,
  parentId: row.parentId,
  fedById: row.fedById,
  dialect: row.dialect,
  name: row.name,
  status: word(row.status),
  model: row.model,
  firmware: row.firmware,
  mapping: row.mapping,
  approvedAt: instant(row.approvedAt),
  approvedBy: row.approvedBy,
  firstSeenAt: row.firstSeenAt.getTime(),
});

export const point = (row: Row.Point): Point => ({
  id: row.id,
  tag: row.tag,
  name: row.name,
  siteId: row.siteId,
  locationId: row.locationId,
  equipmentId: row.equipmentId,
  deviceId: row.deviceId,
  channel: row.channel,
  quantity: row.quantity,
  sourceUnit: row.sourceUnit,
  intervalSeconds: row.intervalSeconds,
  staleSeconds: row.staleSeconds,
  status: word(row.status),
  place: json<PointPlace>(row.place),
  derivedFrom: json<DerivedFrom | null>(row.derivedFrom),
});

export const rule = (row: Row.Rule): RuleInstance => ({
  id: row.id,
  type: row.type,
  siteId: row.siteId,
  pointId: row.pointId,
  deviceId: row.deviceId,
  params: row.params,
  priority: word(row.priority),
  isLatching: row.isLatching,
  isEnabled: row.isEnabled,
  cause: json<Words | null>(row.cause),
  consequence: json<Words | null>(row.consequence),
  response: json<Words | null>(row.response),
  respondWithinMinutes: row.respondWithinMinutes,
  checklist: json<readonly Words[] | null>(row.checklist),
  acknowledgeHoldsMinutes: row.acknowledgeHoldsMinutes,
});

export const rationalisation = ({ at, reviewAt, ...row }: Row.Rationalisation): Rationalisation => ({
  ...row,
  at: at.getTime(),
  reviewAt: reviewAt.getTime(),
  consequence: word(row.consequence),
  proposed: word(row.proposed),
  priority: word(row.priority),
});

export const ruleProblem = ({ ruleId, kind, detail, since }: Row.RuleProblem): RuleProblem => ({
  ruleId,
  kind: word(kind),
  detail,
  since: since.getTime(),
});

export const brokerAccount = (row: Row.BrokerAccount): BrokerAccount => ({
  userName: row.userName,
  secretHash: row.secretHash,
  kind: word(row.kind),
  dialect: row.dialect,
  publish: row.publish,
  subscribe: row.subscribe,
  createdAt: row.createdAt.getTime(),
  createdBy: row.createdBy,
  revokedAt: instant(row.revokedAt),
});
