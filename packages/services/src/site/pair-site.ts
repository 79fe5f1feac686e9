import type { Point } from '@wachter/core';
import type { DeviceRow } from '../ports/site-store.ts';
import type { Finding } from './check-site-file.ts';
import { imageOfStore, type SiteRows } from './image-of-store.ts';
import type { Pair, SitePairs } from './plan.ts';
import type { SiteImage } from './site-image.ts';

/** What is and what is wanted, side by side, with the rows that go on under their keys. */
export interface PairedSite {
  readonly pairs: SitePairs;
  /** Row that a tag of the file continues. */
  readonly pointOf: ReadonlyMap<string, Point>;
  readonly problems: readonly Finding[];
}

const channelKey = (device: string | null, channel: string | null): string | null =>
  device === null || channel === null ? null : JSON.stringify([device, channel]);

/** A point of the file continues the row of its tag; else the row of its device and channel, which then gets a new tag. */
function matchPoints(rows: SiteRows, wanted: SiteImage): { readonly pointOf: Map<string, Point>; readonly problems: Finding[] } {
  const byTag = new Map(rows.points.map((point) => [point.tag, point]));
  const byChannel = new Map(rows.points.map((point) => [channelKey(point.deviceId, point.channel), point]));
  const pointOf = new Map<string, Point>();
  const tags = new Set(wanted.points.map((point) => point.tag));
  const problems = wanted.points.flatMap((point, i): Finding[] => {
    const key = channelKey(point.device, point.channel);
    const sameChannel = key === null ? undefined : byChannel.get(key);
    const row = byTag.get(point.tag) ?? (sameChannel && !tags.has(sameChannel.tag) ? sameChannel : undefined);
    if (row && row.siteId !== null && row.siteId !== rows.site?.id) {
      return [{ path: ['points', i, 'tag'], message: `${point.tag} is a point of another site` }];
    }
    if (sameChannel && sameChannel !== row) {
      return [{ path: ['points', i, 'channel'], message: `this channel is already the point ${sameChannel.tag}` }];
    }
    if (row) pointOf.set(point.tag, row);
    return [];
  });
  return { pointOf, problems };
}

function foreignDevices(rows: SiteRows, wanted: SiteImage): readonly Finding[] {
  const byId = new Map(rows.devices.map((device) => [device.id, device]));
  return wanted.devices.flatMap((device, i) => {
    const siteId = byId.get(device.id)?.siteId ?? null;
    const isForeign = siteId !== null && siteId !== rows.site?.id;
    return isForeign ? [{ path: ['devices', i, 'id'], message: `${device.id} is a device of another site` }] : [];
  });
}

/** Places and things that must stay although the file does not name them: retired points and other rows refer to them. */
function stayingKeys(
  rows: SiteRows,
  wanted: SiteImage,
  left: { readonly points: readonly Point[]; readonly devices: readonly DeviceRow[] },
) {
  const isWantedThing = new Set(wanted.equipment.map((thing) => thing.slug));
  const heldThings = new Set(left.points.map((point) => point.equipmentId));
  const things = rows.equipment.filter((thing) => !isWantedThing.has(thing.slug) && heldThings.has(thing.id));
  const held = new Set([...left.points, ...left.devices, ...things].map((row) => row.locationId));
  const parents = new Map(rows.locations.map((place) => [place.id, place.parentId]));
  for (const id of held) {
    const parent = id === null ? null : (parents.get(id) ?? null);
    if (parent !== null) held.add(parent);
  }
  const places = rows.locations.filter((place) => held.has(place.id));
  return { things: new Set(things.map((thing) => thing.slug)), places: new Set(places.map((place) => place.slug)) };
}

/** Wanted objects in their order, then those that go. */
function pairUp<Image>(
  before: readonly Image[],
  after: readonly Image[],
  by: { readonly key: (image: Image) => string; readonly stays?: (key: string) => boolean },
): readonly Pair<Image>[] {
  const old = new Map(before.map((image) => [by.key(image), image]));
  const wanted = new Set(after.map(by.key));
  const gone = before.filter((image) => !wanted.has(by.key(image)) && !by.stays?.(by.key(image)));
  return [
    ...after.map((image) => ({ key: by.key(image), before: old.get(by.key(image)) ?? null, after: image })),
    ...gone.map((image) => ({ key: by.key(image), before: image, after: null })),
  ];
}

function pairPoints(rows: SiteRows, wanted: SiteImage, pointOf: ReadonlyMap<string, Point>): SitePairs['points'] {
  const matched = new Set([...pointOf.values()].map((point) => point.id));
  const gone = rows.points.filter(
    (point) => rows.site !== null && point.siteId === rows.site.id && point.status === 'active' && !matched.has(point.id),
  );
  const known = [...pointOf.values(), ...gone].filter((point) => point.status !== 'new');
  const images = new Map(imageOfStore(rows, { points: known, devices: [] }).points.map((image) => [image.tag, image]));
  return [
    ...wanted.points.map((after) => ({ key: after.tag, before: images.get(pointOf.get(after.tag)?.tag ?? '') ?? null, after })),
    ...gone.map((point) => ({ key: point.tag, before: images.get(point.tag) ?? null, after: null })),
  ];
}

export function pairSite(rows: SiteRows, wanted: SiteImage): PairedSite {
  const { pointOf, problems } = matchPoints(rows, wanted);
  const matched = new Set([...pointOf.values()].map((point) => point.id));
  const isWantedDevice = new Set(wanted.devices.map((device) => device.id));
  const isOurs = (row: { readonly siteId: string | null }) => rows.site !== null && row.siteId === rows.site.id;
  const left = {
    points: rows.points.filter((point) => isOurs(point) && !matched.has(point.id)),
    devices: rows.devices.filter((device) => isOurs(device) && !isWantedDevice.has(device.id)),
  };
  const staying = stayingKeys(rows, wanted, left);
  const devices = rows.devices.filter((row) => isWantedDevice.has(row.id) || (isOurs(row) && row.status === 'approved'));
  const present = imageOfStore(rows, { points: [], devices });
  const pairs: SitePairs = {
    site: { key: wanted.site.slug, before: rows.site && present.site, after: wanted.site },
    locations: pairUp(present.locations, wanted.locations, { key: (row) => row.slug, stays: (key) => staying.places.has(key) }),
    equipment: pairUp(present.equipment, wanted.equipment, { key: (row) => row.slug, stays: (key) => staying.things.has(key) }),
    devices: pairUp(present.devices, wanted.devices, { key: (row) => row.id }),
    points: pairPoints(rows, wanted, pointOf),
  };
  return { pairs, pointOf, problems: [...foreignDevices(rows, wanted), ...problems] };
}
