import type { RuleInstance, SiteModel } from '@wachter/core';
import { subjectName } from '@wachter/core/alarm/describe';
import { roomOf } from '@wachter/core/site/room-summary';

/** What a rule or an alarm is about, by its name, and where to look. */
export interface RuleSubject {
  readonly name: string;
  readonly path: string | null;
}

type Guarded = Pick<RuleInstance, 'pointId' | 'deviceId'> & { readonly siteId?: string };

/** Names what rules guard: the point or device with its room, else the site. */
export function subjectNamer(model: SiteModel): (source: Guarded) => RuleSubject {
  const points = new Map(model.points.map((point) => [point.id, point]));
  const devices = new Map(model.devices.map((device) => [device.id, device]));
  const locations = new Map(model.locations.map((location) => [location.id, location]));
  const sites = new Map(model.sites.map((site) => [site.id, site]));
  return ({ pointId, deviceId, siteId }) => {
    const point = pointId === null ? null : (points.get(pointId) ?? null);
    const device = deviceId === null ? null : (devices.get(deviceId) ?? null);
    const locationId = point?.locationId ?? device?.locationId ?? null;
    const location = locations.get(roomOf(model, locationId) ?? locationId ?? '') ?? null;
    const path = point ? `/points/${point.id}` : device ? `/devices/${encodeURIComponent(device.id)}` : null;
    const whole = pointId === null && deviceId === null ? sites.get(siteId ?? '')?.name : undefined;
    return { name: subjectName({ point, device, location }) || whole || String(pointId ?? deviceId ?? ''), path };
  };
}
