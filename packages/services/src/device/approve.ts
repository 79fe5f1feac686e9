import { ok, type Point, type Result, type RuleInstance, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { offlineRule, quantityOf } from '../catalogue.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId, Id, Name, Place, Seconds, Tag } from '../fields.ts';
import { checkReferences, type ReferenceRefusal } from '../point/check-references.ts';
import { deriveDewPoints } from '../point/dew-point.ts';
import type { DeviceRow, SiteTransaction } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { defaultRules, deviceRule } from '../rule/defaults.ts';

/** What an administrator says about one point of the device. Left out = as the device announced it or as the quantity has it. */
const PointApproval = z.strictObject({
  id: z.number().int(),
  quantity: z.string(),
  tag: Tag.optional(),
  name: Name.optional(),
  locationId: Id.nullish(),
  equipmentId: Id.nullish(),
  sourceUnit: z.string().max(40).nullish(),
  place: Place.optional(),
  intervalSeconds: Seconds.optional(),
  staleSeconds: Seconds.optional(),
  rules: z.enum(['default', 'none']).default('default'),
});

/** Points that are not named stay new: visible, neither alarmed nor reported. Approving again approves further points. */
export const ApproveDevice = z.strictObject({
  id: DeviceId,
  siteId: Id,
  name: Name.optional(),
  locationId: Id.nullish(),
  parentId: DeviceId.nullish(),
  points: z.array(PointApproval).max(1000),
});
type Input = z.output<typeof ApproveDevice>;

export interface ApprovedDevice {
  readonly device: DeviceRow;
  readonly points: readonly Point[];
  readonly derived: readonly Point[];
}

export type ApproveDeviceRefusal =
  | ReferenceRefusal
  | { readonly kind: 'device-blocked'; readonly id: string }
  | { readonly kind: 'foreign-point'; readonly pointId: number; readonly deviceId: string }
  | { readonly kind: 'point-already-active'; readonly pointId: number };

type Checked = { readonly point: Point; readonly approval: Input['points'][number] };

async function checkPoints(tx: SiteTransaction, input: Input): Promise<Result<readonly Checked[], ApproveDeviceRefusal>> {
  const checked: Checked[] = [];
  for (const approval of input.points) {
    const before = await tx.point(approval.id);
    if (!before) return refuse(notFound('point', approval.id));
    if (before.deviceId !== input.id) return refuse({ kind: 'foreign-point', pointId: before.id, deviceId: input.id });
    if (before.status === 'active') return refuse({ kind: 'point-already-active', pointId: before.id });
    const locationId = approval.locationId ?? input.locationId ?? null;
    const point: Point = {
      ...before,
      siteId: input.siteId,
      locationId,
      equipmentId: approval.equipmentId ?? null,
      tag: approval.tag ?? before.tag,
      name: approval.name ?? before.name,
      quantity: approval.quantity,
      sourceUnit: approval.sourceUnit === undefined ? before.sourceUnit : approval.sourceUnit,
      place: approval.place ?? before.place,
      intervalSeconds: approval.intervalSeconds ?? before.intervalSeconds,
      staleSeconds: approval.staleSeconds ?? staleSeconds(approval.quantity, approval.intervalSeconds ?? before.intervalSeconds),
      status: 'active',
    };
    const agrees = await checkReferences(tx, point);
    if (!agrees.ok) return agrees;
    if (checked.some((other) => other.point.tag === point.tag)) return refuse({ kind: 'tag-taken', tag: point.tag });
    checked.push({ point, approval });
  }
  return ok(checked);
}

/** The quantity's stale time, and at least three of the device's own intervals: a slow sensor is not a silent one. */
const staleSeconds = (quantity: string, intervalSeconds: number): number =>
  Math.max(quantityOf(quantity)?.staleSeconds ?? 300, 3 * intervalSeconds);

async function activate(context: Context, tx: SiteTransaction, { point, approval }: Checked, siteId: string): Promise<Point> {
  const stored = await tx.putPoint(point);
  const present = await tx.rules({ pointId: stored.id });
  for (const rule of present) await tx.putRule({ ...rule, isEnabled: true });
  const quantity = quantityOf(approval.quantity);
  const isBare = present.length === 0 && approval.rules === 'default';
  for (const rule of quantity && isBare ? defaultRules(context, { ...stored, siteId }, quantity) : []) await tx.putRule(rule);
  return stored;
}

async function guardDevice(context: Context, tx: SiteTransaction, input: Input): Promise<RuleInstance | null> {
  const present = await tx.rules({ deviceId: input.id });
  if (present.some((rule) => rule.type === offlineRule.type)) return null;
  const intervals = (await tx.points({ deviceId: input.id })).map((point) => point.intervalSeconds);
  const intervalSeconds = intervals.length > 0 ? Math.min(...intervals) : undefined;
  const rule = deviceRule(context, { id: input.id, siteId: input.siteId, intervalSeconds });
  await tx.putRule(rule);
  return rule;
}

async function checkDevice(tx: SiteTransaction, input: Input): Promise<Result<DeviceRow, ApproveDeviceRefusal>> {
  const device = await tx.device(input.id);
  if (!device) return refuse(notFound('device', input.id));
  if (device.status === 'blocked') return refuse({ kind: 'device-blocked', id: input.id });
  if (!(await tx.sites()).some((site) => site.id === input.siteId)) return refuse(notFound('site', input.siteId));
  const places = await tx.locations(input.siteId);
  if (input.locationId && !places.some((place) => place.id === input.locationId)) {
    return refuse<NotFound>(notFound('location', input.locationId));
  }
  if (input.parentId && !(await tx.device(input.parentId))) return refuse(notFound('device', input.parentId));
  return ok(device);
}

/** A named person vouches for a device: its points get quantity, place and rules, and are alarmed and reported from now on. */
export const approveDevice = defineVerb({
  action: 'device.approve',
  input: ApproveDevice,
  run: (context, input): Promise<Result<ApprovedDevice, ApproveDeviceRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = await checkDevice(tx, input);
      if (!before.ok) return before;
      const checked = await checkPoints(tx, input);
      if (!checked.ok) return checked;

      const by = actorName(context.actor);
      const device: DeviceRow = {
        ...before.value,
        siteId: input.siteId,
        locationId: input.locationId === undefined ? before.value.locationId : input.locationId,
        parentId: input.parentId === undefined ? before.value.parentId : input.parentId,
        name: input.name ?? before.value.name,
        status: 'approved',
        approvedAt: before.value.approvedAt ?? context.now(),
        approvedBy: before.value.approvedBy ?? by,
      };
      await tx.putDevice(device);
      const points: Point[] = [];
      for (const one of checked.value) points.push(await activate(context, tx, one, input.siteId));
      await guardDevice(context, tx, input);
      const derived = await deriveDewPoints(context, tx, input.siteId);
      const after = { device, points, derived };
      await tx.audit(
        auditOf(context, {
          action: 'device.approve',
          objectKind: 'device',
          objectId: input.id,
          before: before.value,
          after,
        }),
      );
      return ok(after);
    }),
});
