import {
  type Equipment,
  type Location,
  type MemberKind,
  type Point,
  type RuleInstance,
  renamed,
  renamedChain,
  type Site,
} from '@wachter/core';
import type { DeviceRow, SiteReads } from '../ports/site-store.ts';
import type { RuleValues } from '../rule/defaults.ts';
import { completed } from './image-of-file.ts';
import type { DerivedImage, PointImage, SiteImage } from './site-image.ts';

/** Rows of one site, and everything else a name could clash with. */
export interface SiteRows {
  readonly site: Site | null;
  readonly locations: readonly Location[];
  readonly equipment: readonly Equipment[];
  /** Of all sites. */
  readonly devices: readonly DeviceRow[];
  /** Of all sites. */
  readonly points: readonly Point[];
  readonly rules: readonly RuleInstance[];
}

export async function readSiteRows(reads: SiteReads, slug: string): Promise<SiteRows> {
  const site = (await reads.sites()).find((row) => row.slug === slug) ?? null;
  return {
    site,
    locations: site ? await reads.locations(site.id) : [],
    equipment: site ? await reads.equipment(site.id) : [],
    devices: await reads.devices(),
    points: await reads.points(),
    rules: await reads.rules(),
  };
}

export const valuesOf = ({ id: _, siteId: __, pointId: ___, deviceId: ____, ...values }: RuleInstance): RuleValues =>
  completed(values);

const nameOf = <Row extends { readonly id: string | number }, Name>(rows: readonly Row[], of: (row: Row) => Name) => {
  const names = new Map<Row['id'], Name>(rows.map((row) => [row.id, of(row)]));
  return (id: Row['id'] | null): Name | null => (id === null ? null : (names.get(id) ?? null));
};

/** Rules by the point they guard. */
export function rulesByPoint(rules: readonly RuleInstance[]): ReadonlyMap<number, readonly RuleInstance[]> {
  const byPoint = new Map<number, RuleInstance[]>();
  for (const rule of rules) {
    if (rule.pointId === null) continue;
    const list = byPoint.get(rule.pointId);
    if (list) list.push(rule);
    else byPoint.set(rule.pointId, [rule]);
  }
  return byPoint;
}

/** What the database holds of the site, in the words of a file. `points` and `devices` are those the caller chose. */
export function imageOfStore(
  rows: SiteRows,
  { points, devices }: { readonly points: readonly Point[]; readonly devices: readonly DeviceRow[] },
): SiteImage {
  const { site } = rows;
  const place = nameOf(rows.locations, (row) => row.slug);
  const thing = nameOf(rows.equipment, (row) => row.slug);
  const tag = nameOf(rows.points, (row) => row.tag);
  const rules = rulesByPoint(rows.rules);
  const derivedImage = (from: Point['derivedFrom']): DerivedImage | null => {
    if (from === null) return null;
    if (from.kind === 'dew-point')
      return { kind: from.kind, temperature: tag(from.temperature) ?? '', humidity: tag(from.humidity) ?? '' };
    if (from.kind === 'minutes-left') return from;
    if (from.kind === 'redundancy-chain') return { kind: from.kind, chain: renamedChain(from.chain, (id) => tag(Number(id))) };
    const name = (kind: MemberKind, id: string) => (kind === 'equipment' ? thing(id) : kind === 'point' ? tag(Number(id)) : id);
    return { kind: from.kind, group: renamed(from.group, name) };
  };
  const pointImage = (point: Point): PointImage => ({
    tag: point.tag,
    name: point.name,
    device: point.deviceId,
    channel: point.channel,
    quantity: point.quantity ?? '',
    location: place(point.locationId),
    equipment: thing(point.equipmentId),
    unit: point.sourceUnit,
    intervalSeconds: point.intervalSeconds,
    staleSeconds: point.staleSeconds,
    place: point.place,
    derived: derivedImage(point.derivedFrom),
    status: point.status,
    rules: (rules.get(point.id) ?? []).map(valuesOf),
  });
  return {
    site: { slug: site?.slug ?? '', name: site?.name ?? '', timeZone: site?.timeZone ?? '' },
    locations: rows.locations.map(({ slug, kind, parentId, name, thermalClass, plan, sortOrder }) => ({
      ...{ slug, kind, parent: place(parentId), name, thermalClass, plan, sortOrder },
    })),
    equipment: rows.equipment.map(({ slug, kind, locationId, name, rating, fedBy }) => ({
      ...{ slug, kind, location: place(locationId), name, rating, fedBy: fedBy.flatMap((id) => thing(id) ?? []) },
    })),
    devices: devices.map(({ id, dialect, name, locationId, parentId, fedById, status, mapping }) => ({
      ...{ id, dialect, name, location: place(locationId), parent: parentId, fedBy: thing(fedById), status, mapping },
    })),
    points: points.map(pointImage),
  };
}
