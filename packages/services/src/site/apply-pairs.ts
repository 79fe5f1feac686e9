import {
  type DerivedFrom,
  type MemberKind,
  type Point,
  type RuleInstance,
  renamed,
  renamedChain,
  sourcesFirst,
} from '@wachter/core';
import { actorName } from '../access/actor.ts';
import { offlineRule } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { endCredential } from '../device/set-status.ts';
import { retire } from '../point/retire.ts';
import type { DeviceRow, SiteTransaction } from '../ports/site-store.ts';
import { deviceRule } from '../rule/defaults.ts';
import { siteRules } from '../rule/site-rules.ts';
import { applyRules } from './apply-rules.ts';
import { rulesByPoint, type SiteRows } from './image-of-store.ts';
import type { PairedSite } from './pair-site.ts';
import { isChanged, type Pair } from './plan.ts';
import type { PointImage } from './site-image.ts';

/** Everything that applying needs: where to write, what was there, what is wanted. */
interface Work {
  readonly context: Context;
  readonly tx: SiteTransaction;
  readonly rows: SiteRows;
  readonly paired: PairedSite;
  readonly siteId: string;
}

/** What was before is named before its children: a parent is written first. */
function parentsFirst<Image>(
  pairs: readonly Pair<Image>[],
  of: { key: (image: Image) => string; parent: (image: Image) => string | null },
) {
  const wanted = new Map(pairs.flatMap(({ after }) => (after === null ? [] : [[of.key(after), after] as const])));
  const depth = (image: Image, seen = 0): number => {
    const parent = wanted.get(of.parent(image) ?? '');
    return parent === undefined || seen > 50 ? 0 : 1 + depth(parent, seen + 1);
  };
  return [...wanted.values()].toSorted((a, b) => depth(a) - depth(b));
}

const idsBySlug = (rows: readonly { readonly slug: string; readonly id: string }[]): Map<string, string> =>
  new Map(rows.map((row) => [row.slug, row.id]));

async function applyPlaces({ context, tx, rows, paired, siteId }: Work) {
  const places = idsBySlug(rows.locations);
  const order = parentsFirst(paired.pairs.locations, { key: (row) => row.slug, parent: (row) => row.parent });
  const changed = new Set(paired.pairs.locations.filter(isChanged).map((pair) => pair.key));
  for (const { parent, ...image } of order) {
    const id = places.get(image.slug) ?? context.newId();
    places.set(image.slug, id);
    if (changed.has(image.slug)) {
      await tx.putLocation({ ...image, id, siteId, parentId: parent === null ? null : (places.get(parent) ?? null) });
    }
  }
  const things = idsBySlug(rows.equipment);
  const isMoved = new Set(paired.pairs.equipment.filter(isChanged).map((pair) => pair.key));
  const wanted = paired.pairs.equipment.flatMap(({ key, after }) => (after ? [{ ...after, id: key }] : []));
  for (const { location, ...image } of sourcesFirst(wanted)) {
    if (!isMoved.has(image.slug)) continue;
    const id = things.get(image.slug) ?? context.newId();
    things.set(image.slug, id);
    const fedBy = image.fedBy.flatMap((slug) => things.get(slug) ?? []);
    await tx.putEquipment({ ...image, id, siteId, fedBy, locationId: location === null ? null : (places.get(location) ?? null) });
  }
  return { places, things };
}

const approval = (work: Work, status: DeviceRow['status'], before: DeviceRow | undefined) => {
  if (status !== 'approved') return { approvedAt: before?.approvedAt ?? null, approvedBy: before?.approvedBy ?? null };
  return {
    approvedAt: before?.approvedAt ?? work.context.now(),
    approvedBy: before?.approvedBy ?? actorName(work.context.actor),
  };
};

async function applyDevices(work: Work, { places, things }: Awaited<ReturnType<typeof applyPlaces>>): Promise<void> {
  const { context, tx, rows, paired, siteId } = work;
  const known = new Map(rows.devices.map((row) => [row.id, row]));
  const changed = new Set(paired.pairs.devices.filter(isChanged).map((pair) => pair.key));
  const wanted = parentsFirst(paired.pairs.devices, { key: (row) => row.id, parent: (row) => row.parent })
    .filter((image) => changed.has(image.id) || known.get(image.id)?.siteId !== siteId)
    .map(({ location, parent, fedBy, ...image }): DeviceRow => {
      const before = known.get(image.id);
      const { model = null, firmware = null, firstSeenAt = context.now() } = before ?? {};
      const placed = {
        ...{ siteId, parentId: parent, locationId: location === null ? null : (places.get(location) ?? null) },
        fedById: fedBy === null ? null : (things.get(fedBy) ?? null),
      };
      return { ...image, ...placed, ...approval(work, image.status, before), model, firmware, firstSeenAt };
    });
  await tx.addDevices(wanted.filter((device) => !known.has(device.id)));
  for (const device of wanted.filter(({ id }) => known.has(id))) {
    await tx.putDevice(device);
    if (device.status === 'blocked') await endCredential(tx, device, context.now());
  }
}

/** Every approved device of the file is guarded against silence; a rule that is there is left as people set it. */
async function guardDevices({ context, tx, rows, paired, siteId }: Work): Promise<void> {
  const guarded = new Set(
    rows.rules.flatMap((rule) => (rule.type === offlineRule.type && rule.deviceId !== null ? [rule.deviceId] : [])),
  );
  const fastest = new Map<string | null, number>();
  for (const { after } of paired.pairs.points) {
    if (after) fastest.set(after.device, Math.min(after.intervalSeconds, fastest.get(after.device) ?? after.intervalSeconds));
  }
  const bare = paired.pairs.devices.flatMap(({ after }) =>
    after?.status === 'approved' && !guarded.has(after.id) ? [after.id] : [],
  );
  await tx.addRules(bare.map((id) => deviceRule(context, { id, siteId, intervalSeconds: fastest.get(id) })));
}

type Known = { readonly places: ReadonlyMap<string, string>; readonly things: ReadonlyMap<string, string> };

/** Rows of the images given; `idOf` knows the points that derived ones come from. */
function pointRows(
  work: Work,
  images: readonly PointImage[],
  at: { readonly known: Known; readonly idOf: ReadonlyMap<string, number> },
) {
  const { known, idOf } = at;
  const named = (ids: ReadonlyMap<string, string>, slug: string | null) => (slug === null ? null : (ids.get(slug) ?? null));
  const derivedFrom = (derived: PointImage['derived']): DerivedFrom | null => {
    if (derived === null) return null;
    if (derived.kind === 'dew-point') {
      const [temperature, humidity] = [idOf.get(derived.temperature), idOf.get(derived.humidity)];
      return temperature === undefined || humidity === undefined ? null : { kind: derived.kind, temperature, humidity };
    }
    if (derived.kind === 'minutes-left') return derived;
    if (derived.kind === 'redundancy-chain') {
      return { kind: derived.kind, chain: renamedChain(derived.chain, (group) => String(idOf.get(group) ?? group)) };
    }
    const name = (kind: MemberKind, key: string) =>
      kind === 'equipment' ? named(known.things, key) : kind === 'point' ? String(idOf.get(key) ?? key) : key;
    return { kind: derived.kind, group: renamed(derived.group, name) };
  };
  return images.map(
    ({ device, location, equipment, unit, derived, rules: _, ...own }): Omit<Point, 'id'> => ({
      ...own,
      siteId: work.siteId,
      locationId: named(known.places, location),
      equipmentId: named(known.things, equipment),
      deviceId: device,
      sourceUnit: unit,
      derivedFrom: derivedFrom(derived),
    }),
  );
}

/** What others are made of comes before them: measured points, then what is made of them, then chains of groups. */
const turnOf = (derived: PointImage['derived']): number => (derived === null ? 0 : derived.kind === 'redundancy-chain' ? 2 : 1);

async function applyPoints(work: Work, known: Known): Promise<void> {
  const { tx, rows, paired } = work;
  const idOf = new Map<string, number>([...paired.pointOf].map(([tag, row]) => [tag, row.id]));
  const present = rulesByPoint(rows.rules);
  const wanted = paired.pairs.points.flatMap((pair) => (pair.after !== null && isChanged(pair) ? [pair.after] : []));
  const newRules: RuleInstance[] = [];
  for (const turn of [0, 1, 2]) {
    const images = wanted.filter(({ derived }) => turnOf(derived) === turn);
    const points = pointRows(work, images, { known, idOf });
    const added = await tx.addPoints(points.filter((point) => !idOf.has(point.tag)));
    for (const point of added) idOf.set(point.tag, point.id);
    const isAdded = new Set(added.map((point) => point.tag));
    for (const point of points) {
      const id = idOf.get(point.tag) ?? null;
      if (!isAdded.has(point.tag)) await tx.putPoint({ ...point, id });
    }
    for (const image of images) {
      const pointId = idOf.get(image.tag) ?? 0;
      newRules.push(...(await applyRules({ ...work, pointId }, present.get(pointId) ?? [], image.rules)));
    }
  }
  await tx.addRules(newRules);
}

async function applyRemovals({ context, tx, rows, paired }: Work): Promise<void> {
  const { pairs } = paired;
  const gone = (list: readonly Pair<unknown>[]) => new Set(list.filter((pair) => pair.after === null).map((pair) => pair.key));
  const [points, devices, things, places] = [
    gone(pairs.points),
    gone(pairs.devices),
    gone(pairs.equipment),
    gone(pairs.locations),
  ];
  for (const point of rows.points.filter((row) => points.has(row.tag))) {
    const now = await tx.point(point.id);
    if (now && now.status !== 'retired') await retire(context, tx, now);
  }
  for (const device of rows.devices.filter((row) => devices.has(row.id))) {
    await tx.setDeviceStatus(device.id, 'ignored', actorName(context.actor), context.now());
    for (const rule of rows.rules.filter((one) => one.deviceId === device.id && one.isEnabled)) {
      await tx.putRule({ ...rule, isEnabled: false });
    }
  }
  for (const thing of rows.equipment.filter((row) => things.has(row.slug))) await tx.deleteEquipment(thing.id);
  const depth = (id: string | null): number => {
    const parent = rows.locations.find((row) => row.id === id)?.parentId ?? null;
    return parent === null ? 0 : 1 + depth(parent);
  };
  const leavesFirst = rows.locations.filter((row) => places.has(row.slug)).toSorted((a, b) => depth(b.id) - depth(a.id));
  for (const place of leavesFirst) await tx.deleteLocation(place.id);
}

/** Makes the database say what the file says. Runs inside the caller's transaction; gives the id of the site. */
export async function applyPairs(
  context: Context,
  tx: SiteTransaction,
  { rows, paired, isDemo }: { readonly rows: SiteRows; readonly paired: PairedSite; readonly isDemo: boolean },
): Promise<string> {
  const site = paired.pairs.site.after;
  const siteId = rows.site?.id ?? context.newId();
  if (site && isChanged(paired.pairs.site)) await tx.putSite({ ...site, id: siteId, ...(isDemo ? { isDemo } : {}) });
  if (!rows.site) await tx.addRules(siteRules(context, siteId));
  const work: Work = { context, tx, rows, paired, siteId };
  const known = await applyPlaces(work);
  await applyDevices(work, known);
  await applyPoints(work, known);
  await guardDevices(work);
  await applyRemovals(work);
  return siteId;
}
