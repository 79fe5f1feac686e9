import type { Point } from '@wachter/core';
import { type Dialect, defineGenericDialect, GenericMapping, withAnyMemory } from '@wachter/dialects';
import type { Directory } from '@wachter/services';
import { withheldOf } from '../engine/withheld-by.ts';
import type { DeviceEntry, PointEntry } from './entries.ts';
import { createDeviceEntry, createPointEntry } from './introduce.ts';
import type { World } from './world.ts';

/** Takes what people decided of devices and points into the world. What was learned of them since stays. */
export function applyDirectory(world: World, directory: Directory): void {
  world.mappings = mappingsOf(directory);
  world.withheld = withheldOf(world.withheld, directory);
  applyDevices(world, directory.devices);
  for (const { id } of directory.sites) if (!world.sites.has(id)) world.sites.set(id, { siteId: id, works: new Map(), runs: [] });
  const pending = new Map<string, PointEntry>();
  for (const device of world.devices.values()) {
    for (const [channel, entry] of device.channels)
      if (entry.point.id === 0) pending.set(`${device.device.id}\n${channel}`, entry);
    device.channels.clear();
  }
  const gone = new Set(world.points.keys());
  for (const point of directory.points) {
    gone.delete(point.id);
    const device = point.deviceId === null ? null : (world.devices.get(point.deviceId) ?? null);
    const key = `${point.deviceId}\n${point.channel}`;
    const entry = world.points.get(point.id) ?? pending.get(key) ?? createPointEntry(point, device);
    pending.delete(key);
    adopt(entry, point, device);
    world.points.set(point.id, entry);
    if (device && point.channel !== null) device.channels.set(point.channel, entry);
  }
  for (const [key, entry] of pending) entry.device?.channels.set(key.slice(key.indexOf('\n') + 1), entry);
  for (const id of gone) {
    const entry = world.points.get(id);
    if (entry) entry.isGuarded = false;
    world.points.delete(id);
  }
  linkDerived(world);
}

/** Mappings were checked when they were written; one that does not hold any more is left out, and its messages come to the inbox. */
function mappingsOf({ devices }: Directory): readonly Dialect[] {
  const byId = new Map<string, Dialect>();
  for (const { mapping } of devices) {
    const parsed = mapping === null || mapping === undefined ? null : GenericMapping.safeParse(mapping);
    if (parsed?.success && !byId.has(parsed.data.id)) byId.set(parsed.data.id, withAnyMemory(defineGenericDialect(parsed.data)));
  }
  return [...byId.values()];
}

function applyDevices(world: World, devices: Directory['devices']): void {
  const gone = new Set([...world.devices.values()].filter(({ isRegistered }) => isRegistered).map(({ device }) => device.id));
  for (const device of devices) {
    gone.delete(device.id);
    const entry = world.devices.get(device.id) ?? createDeviceEntry(device, true);
    entry.device = device;
    entry.isRegistered = true;
    entry.children = [];
    world.devices.set(device.id, entry);
  }
  for (const id of gone) world.devices.delete(id);
  for (const entry of world.devices.values()) {
    const parent: DeviceEntry | undefined = entry.device.parentId === null ? undefined : world.devices.get(entry.device.parentId);
    if (parent && !parent.children.includes(entry)) parent.children.push(entry);
  }
}

/** Gives an entry the point as storage has it: its key, place, quantity and approval. */
export function adopt(entry: PointEntry, point: Point, device: DeviceEntry | null): void {
  entry.point = point;
  entry.device = device;
  entry.staleMs = point.staleSeconds * 1000;
  entry.isGuarded = point.status === 'active' && (device === null || device.device.status === 'approved');
}

function linkDerived(world: World): void {
  for (const entry of world.points.values()) entry.feeds = [];
  for (const entry of world.points.values()) {
    const { derivedFrom } = entry.point;
    if (derivedFrom?.kind !== 'dew-point') continue;
    for (const id of new Set([derivedFrom.temperature, derivedFrom.humidity])) world.points.get(id)?.feeds.push(entry);
  }
}

/** How many devices and points there are to keep an eye on. */
export const sizeOf = (world: World): { readonly devices: number; readonly points: number; readonly rules: number } => ({
  devices: world.devices.size,
  points: world.points.size,
  rules: world.posts.size,
});
