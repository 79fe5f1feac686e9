import { type ModelPoint, ok, type Point, type RuleInstance, type SiteModel } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import type { Context } from '@wachter/services/context';
import type { Store } from '@wachter/services/ports/store';
import { once } from '../once.ts';
import { limitLines } from './limit-lines.ts';
import { mayRead, type Read } from './read.ts';

interface Held {
  model: SiteModel | null;
  making: { readonly revision: string; readonly model: Promise<SiteModel> } | null;
}

const held = (store: Store): Held => {
  const all = once('site-model', () => new WeakMap<Store, Held>());
  const known = all.get(store);
  if (known) return known;
  const fresh: Held = { model: null, making: null };
  all.set(store, fresh);
  return fresh;
};

/** The model this process read last; for the live stream, which must not wait for it. */
export const lastSiteModel = (store: Store): SiteModel | null => held(store).model;

/** Places, things and points, read again when somebody changed them. Displays see their own site only. */
export async function readSiteModel(context: Pick<Context, 'actor' | 'store'>): Promise<Read<SiteModel>> {
  const { actor } = context;
  const siteId = actor.kind === 'display' ? actor.siteId : null;
  const allowed = mayRead(context, 'site.read', { kind: 'site', siteId });
  if (!allowed.ok) return allowed;
  const model = await currentModel(context.store);
  return ok(siteId === null ? model : onlySite(model, siteId));
}

async function currentModel(store: Store): Promise<SiteModel> {
  const revision = await store.ingest.directoryRevision();
  const holder = held(store);
  if (holder.model?.revision === revision) return holder.model;
  if (holder.making?.revision !== revision) {
    const model = loadModel(store, revision);
    holder.making = { revision, model };
    model.then(
      (made) => {
        holder.model = made;
        holder.making = null;
      },
      () => {
        holder.making = null;
      },
    );
  }
  return holder.making.model;
}

async function loadModel({ site }: Store, revision: string): Promise<SiteModel> {
  const [sites, locations, equipment, devices, points, rules] = await Promise.all([
    site.sites(),
    site.locations(),
    site.equipment(),
    site.devices(),
    site.points(),
    site.rules(),
  ]);
  const rulesOf = new Map<number, RuleInstance[]>();
  for (const rule of rules) {
    if (rule.pointId === null) continue;
    const list = rulesOf.get(rule.pointId);
    if (list) list.push(rule);
    else rulesOf.set(rule.pointId, [rule]);
  }
  return {
    revision,
    sites: sites.map((one) => ({ ...one, isDemo: 'isDemo' in one && one.isDemo === true })),
    locations,
    equipment,
    devices: devices.map(({ id, name, locationId, parentId, dialect, status, firstSeenAt }) => ({
      id,
      name,
      locationId,
      parentId,
      dialect,
      status,
      firstSeenAt,
    })),
    points: points.filter((point) => point.status !== 'retired').map((point) => modelPoint(point, rulesOf.get(point.id) ?? [])),
  };
}

/** A point with the limits of its rules. */
export const modelPoint = (point: Point, rules: readonly RuleInstance[]): ModelPoint => ({
  id: point.id,
  tag: point.tag,
  name: point.name,
  locationId: point.locationId,
  equipmentId: point.equipmentId,
  deviceId: point.deviceId,
  channel: point.channel,
  quantity: point.quantity,
  status: point.status,
  intervalSeconds: point.intervalSeconds,
  staleSeconds: point.staleSeconds,
  place: point.place,
  limits: limitLines(rules),
  isOccasional: (point.quantity === null ? null : quantityById(point.quantity))?.isOccasional ?? false,
});

function onlySite(model: SiteModel, siteId: string): SiteModel {
  const locations = model.locations.filter((location) => location.siteId === siteId);
  const places = new Set(locations.map((location) => location.id));
  const isThere = (thing: { readonly locationId: string | null }) => thing.locationId !== null && places.has(thing.locationId);
  return {
    ...model,
    sites: model.sites.filter((site) => site.id === siteId),
    locations,
    equipment: model.equipment.filter((one) => one.siteId === siteId),
    devices: model.devices.filter(isThere),
    points: model.points.filter(isThere),
  };
}
