import type { Equipment, Location, ModelDevice, ModelPoint, SiteModel } from '@wachter/core';

/** What names the things that alarms are about. A page of alarms takes no more of a site with thousands of points than this. */
export interface AlarmModel {
  readonly locations: readonly Pick<Location, 'id' | 'parentId' | 'kind' | 'slug' | 'name'>[];
  readonly equipment: readonly Pick<Equipment, 'id' | 'name'>[];
  readonly devices: readonly Pick<ModelDevice, 'id' | 'name' | 'locationId'>[];
  readonly points: readonly Pick<ModelPoint, 'id' | 'name' | 'quantity' | 'locationId' | 'equipmentId' | 'deviceId'>[];
}

export const alarmModel = ({ locations, equipment, devices, points }: SiteModel): AlarmModel => ({
  locations: locations.map(({ id, parentId, kind, slug, name }) => ({ id, parentId, kind, slug, name })),
  equipment: equipment.map(({ id, name }) => ({ id, name })),
  devices: devices.map(({ id, name, locationId }) => ({ id, name, locationId })),
  points: points.map(({ id, name, quantity, locationId, equipmentId, deviceId }) => ({
    ...{ id, name, quantity, locationId, equipmentId, deviceId },
  })),
});
