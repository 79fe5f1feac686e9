import type { Equipment, Location, ModelDevice, ModelPoint, Site, SiteModel } from '@wachter/core';

/** What names the things that alarms are about. A page of alarms takes no more of a site with thousands of points than this. */
export interface AlarmModel {
  readonly sites: readonly Pick<Site, 'id' | 'name'>[];
  readonly locations: readonly Pick<Location, 'id' | 'siteId' | 'parentId' | 'kind' | 'slug' | 'name'>[];
  readonly equipment: readonly Pick<Equipment, 'id' | 'name'>[];
  readonly devices: readonly Pick<ModelDevice, 'id' | 'name' | 'locationId' | 'parentId'>[];
  readonly points: readonly Pick<ModelPoint, 'id' | 'name' | 'quantity' | 'locationId' | 'equipmentId' | 'deviceId'>[];
}

export const alarmModel = ({ sites, locations, equipment, devices, points }: SiteModel): AlarmModel => ({
  sites: sites.map(({ id, name }) => ({ id, name })),
  locations: locations.map(({ id, siteId, parentId, kind, slug, name }) => ({ id, siteId, parentId, kind, slug, name })),
  equipment: equipment.map(({ id, name }) => ({ id, name })),
  devices: devices.map(({ id, name, locationId, parentId }) => ({ id, name, locationId, parentId })),
  points: points.map(({ id, name, quantity, locationId, equipmentId, deviceId }) => ({
    ...{ id, name, quantity, locationId, equipmentId, deviceId },
  })),
});
