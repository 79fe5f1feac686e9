import type { DeviceState, SiteModel } from '@wachter/core';

export interface GuideStep {
  readonly id: 'site' | 'room' | 'device' | 'message' | 'approve' | 'place';
  readonly isDone: boolean;
  readonly href: string | null;
}

/** What is done is read from the model and the present, so that the guide goes on wherever somebody left it. */
export function guideSteps(model: SiteModel, states: ReadonlyMap<string, DeviceState>): readonly GuideStep[] {
  const rooms = model.locations.filter((location) => location.kind === 'room');
  const first = model.devices.find((device) => device.status === 'new') ?? model.devices[0];
  const hasSpoken = model.devices.some((device) => states.get(device.id)?.lastSeenAt);
  const isPlaced = model.points.some((point) => point.status === 'active' && point.place.x !== undefined);
  const device = first ? `/devices/${encodeURIComponent(first.id)}` : '/devices/add';
  return [
    { id: 'site', isDone: model.sites.length > 0, href: null },
    { id: 'room', isDone: rooms.length > 0, href: '/site' },
    { id: 'device', isDone: model.devices.length > 0, href: '/devices/add' },
    { id: 'message', isDone: hasSpoken, href: device },
    { id: 'approve', isDone: model.devices.some((one) => one.status === 'approved'), href: device },
    { id: 'place', isDone: isPlaced, href: rooms[0] ? `/site/rooms/${rooms[0].id}` : '/site' },
  ];
}
