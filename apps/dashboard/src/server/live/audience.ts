import type { Alarm, LiveDelta, LiveSnapshot, SiteModel } from '@wachter/core';
import type { Actor } from '@wachter/services/access/actor';
import { withoutNames } from '@wachter/services/access/without-names';

/** People who may see the same: their frames are made once. Null from `delta` = nothing of it concerns them. */
export interface Audience {
  readonly key: string;
  readonly snapshot: (snapshot: LiveSnapshot) => LiveSnapshot;
  readonly delta: (delta: LiveDelta) => LiveDelta | null;
}

const everything: Audience = { key: 'people', snapshot: (snapshot) => snapshot, delta: (delta) => delta };

/** What an actor sees of the stream: people everything, a display its site, without names and comments. */
export function audienceOf(actor: Actor, siteOf: SiteLookup): Audience {
  if (actor.kind !== 'display') return everything;
  const { siteId } = actor;
  const mine = (id: string | null) => siteId === null || id === siteId;
  const cut = <T extends Pick<LiveDelta, 'points' | 'alarms' | 'devices'>>(all: T) => ({
    ...all,
    points: (all.points ?? []).filter((point) => mine(siteOf.point(point.pointId))),
    alarms: (all.alarms ?? []).filter((alarm) => mine(alarm.siteId)).map((alarm): Alarm => withoutNames(alarm, actor)),
    devices: (all.devices ?? [])
      .filter((device) => mine(siteOf.device(device.deviceId)))
      .map((device) => ({ ...device, lastTopic: null, lastPayload: null })),
  });
  return {
    key: `display ${siteId ?? '*'}`,
    snapshot: cut,
    delta: (delta) => {
      const seen = cut(delta);
      return seen.points.length + seen.alarms.length + seen.devices.length === 0 ? null : seen;
    },
  };
}

/** Which site a point or device belongs to, by the latest model. */
export interface SiteLookup {
  readonly point: (id: number) => string | null;
  readonly device: (id: string) => string | null;
}

export function siteLookup(model: () => Pick<SiteModel, 'locations' | 'points' | 'devices' | 'equipment'> | null): SiteLookup {
  const placesOf = (found: Pick<SiteModel, 'locations'>) => new Map(found.locations.map((one) => [one.id, one.siteId]));
  let made: {
    readonly of: unknown;
    readonly points: ReadonlyMap<number, string>;
    readonly devices: ReadonlyMap<string, string>;
  } | null = null;
  const lookup = () => {
    const found = model();
    if (made && made.of === found) return made;
    const places = found ? placesOf(found) : new Map<string, string>();
    const entry = <K>(key: K, place: string | null): [K, string][] => {
      const site = place === null ? undefined : places.get(place);
      return site === undefined ? [] : [[key, site]];
    };
    made = {
      of: found,
      points: new Map((found?.points ?? []).flatMap((point) => entry(point.id, point.locationId))),
      devices: new Map((found?.devices ?? []).flatMap((device) => entry(device.id, device.locationId))),
    };
    return made;
  };
  return { point: (id) => lookup().points.get(id) ?? null, device: (id) => lookup().devices.get(id) ?? null };
}
