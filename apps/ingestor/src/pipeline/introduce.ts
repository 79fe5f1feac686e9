import { type Device, guessQuantity, type Observation, type Point } from '@wachter/core';
import type { ChannelBirth } from '@wachter/dialects';
import type { NewPoint } from '@wachter/services';
import type { Delivery } from '../mqtt/delivery.ts';
import { type DeviceEntry, noState, type PointEntry } from './entries.ts';
import { quarantine } from './quarantine.ts';
import { createSkewMeter } from './skew-meter.ts';
import { plainText } from './text.ts';
import type { World } from './world.ts';

interface Introduction {
  readonly id: string;
  readonly dialect: string;
  readonly name?: string | undefined;
  readonly parent?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
}

/** The entry of a device; an unknown one is put into the inbox as *new*, or refused with a quarantine record when the inbox is full. */
export function deviceOf(world: World, delivery: Delivery, who: Introduction): DeviceEntry | null {
  const known = world.devices.get(who.id);
  if (known) return known;
  const waiting = [...world.devices.values()].filter(({ device }) => device.status === 'new').length;
  const admission = world.inbox.admitDevice(delivery.receivedAt, waiting);
  if (admission.kind === 'refused') {
    quarantine(world, delivery, {
      kind: 'inbox-full',
      detail: `Unknown device not taken in: ${admission.reason}`,
      device: null,
      sender: who.id,
    });
    return null;
  }
  const text = (value: string | undefined) => (value === undefined ? null : plainText(value, 200));
  const parentId = who.parent !== undefined && world.devices.has(who.parent) ? who.parent : null;
  const device: Device = {
    id: who.id,
    siteId: null,
    locationId: null,
    parentId,
    fedById: null,
    dialect: who.dialect,
    name: text(who.name) ?? plainText(who.id, 200),
    status: 'new',
    model: text(who.model),
    firmware: text(who.firmware),
    approvedAt: null,
    approvedBy: null,
    firstSeenAt: delivery.receivedAt,
  };
  const entry = createDeviceEntry(device, false);
  world.devices.set(device.id, entry);
  if (parentId !== null) world.devices.get(parentId)?.children.push(entry);
  const { id, dialect, name, model, firmware, firstSeenAt } = device;
  world.batch.newDevices.push({ id, dialect, name, parentId, model, firmware, firstSeenAt });
  return entry;
}

export const createDeviceEntry = (device: Device, isRegistered: boolean): DeviceEntry => ({
  device,
  isRegistered,
  channels: new Map(),
  children: [],
  state: noState(device.id),
  boots: new Map(),
  skew: createSkewMeter(null),
  runs: [],
  isDirty: false,
  deafMsAtSeen: 0,
});

/** A channel as its birth or its first value introduces it. */
type Introduced = ChannelBirth & { readonly value?: Observation['value'] };

/** The entry of a channel; an unknown one becomes a new point with a guess of its quantity, or null when the device has too many. */
export function pointOf(world: World, device: DeviceEntry, birth: Introduced): PointEntry | null {
  const known = device.channels.get(birth.channel);
  if (known) return known;
  let waiting = 0;
  for (const { point } of device.channels.values()) if (point.status === 'new') waiting += 1;
  if (world.inbox.admitPoint(waiting).kind === 'refused') return null;
  const row = newPoint(device, birth);
  const entry = createPointEntry({ ...unplaced, ...row, id: 0 }, device);
  device.channels.set(birth.channel, entry);
  world.batch.newPoints.push({ row, entry });
  return entry;
}

const unplaced = { siteId: null, locationId: null, equipmentId: null, status: 'new', place: {}, derivedFrom: null } as const;

function newPoint(
  { device }: DeviceEntry,
  { channel, quantity: said, unit, value, intervalSeconds: every }: Introduced,
): NewPoint {
  const quantity = guessQuantity({ channel, unit, value, family: said });
  const intervalSeconds = every ?? quantity?.intervalSeconds ?? 60;
  return {
    deviceId: device.id,
    channel,
    tag: tagOf(device.id, channel),
    name: plainText(channel, 200),
    quantity: quantity?.id ?? null,
    sourceUnit: unit ?? null,
    intervalSeconds,
    staleSeconds: Math.max(intervalSeconds * 3, quantity?.staleSeconds ?? 300),
  };
}

/** `device.channel` in lower case. Storage tells two apart that would fold into one. */
const tagOf = (deviceId: string, channel: string): string =>
  `${deviceId}.${channel}`
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 150);

export const createPointEntry = (point: Point, device: DeviceEntry | null): PointEntry => ({
  point,
  device,
  staleMs: point.staleSeconds * 1000,
  isGuarded: point.status === 'active' && (device === null || device.device.status === 'approved'),
  latest: null,
  lateRow: null,
  previous: null,
  runs: [],
  watchers: [],
  ruledAt: Number.NEGATIVE_INFINITY,
  ruledKey: null,
  feeds: [],
  clockless: null,
  deafMsAtLatest: 0,
});
