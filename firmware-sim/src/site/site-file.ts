import type { ChannelSpec, DeviceSpec, DewPointSpec } from './channel.ts';
import { equipment } from './equipment.ts';
import { type GroupSpec, groups } from './groups.ts';
import { rooms } from './rooms.ts';
import { devices, site } from './rotterdam-1.ts';

const PLAIN = /^[A-Za-z][A-Za-z0-9 _./-]*$/;
const WORDS = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** A value in YAML's flow style. Keys that are undefined are left out. */
function flow(value: unknown): string {
  if (typeof value === 'string') {
    return PLAIN.test(value) && !value.endsWith(' ') && !WORDS.has(value.toLowerCase()) ? value : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).filter(([, inside]) => inside !== undefined);
  return pairs.length === 0 ? '{}' : `{ ${pairs.map(([key, inside]) => `${key}: ${flow(inside)}`).join(', ')} }`;
}

const list = (name: string, items: readonly unknown[]): string =>
  `${name}:\n${items.map((item) => `  - ${flow(item)}\n`).join('')}`;

/** The demo site as the site file of the product, version 1: one line per thing. */
export function siteFile(): string {
  return [
    '# biome-ignore-all format: one line per thing reads better',
    '# Written by generate.ts in this folder. Change the sources in ../src/site and run it again.',
    'version: 1',
    `site: ${flow(site)}`,
    list('locations', [
      { slug: 'building-1', kind: 'building', parent: null, name: 'Building 1' },
      ...rooms.map((room) => ({
        slug: room.slug,
        kind: 'room',
        parent: 'building-1',
        name: room.name,
        thermalClass: room.thermalClass,
        plan: { widthMeters: room.widthMeters, depthMeters: room.depthMeters, shapes: room.shapes },
      })),
    ]),
    list(
      'equipment',
      equipment.map(({ slug, kind, location, name, rating, fedBy }) => ({ slug, kind, location, name, rating, fedBy })),
    ),
    list('devices', [...devices].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null)).map(deviceEntry)),
    list('points', [
      ...devices.flatMap((device) => [
        ...device.channels.map((channel) => pointEntry(device, channel)),
        ...(device.derived ?? []).map((derived) => derivedEntry(device, derived)),
      ]),
      ...groups.map(groupEntry),
      ...['hall-a', 'hall-b'].flatMap(minutesEntries),
    ]),
  ].join('\n');
}

const groupEntry = ({ tag, name, location, scheme, need, members }: GroupSpec) => ({
  ...{ tag, name, quantity: 'redundancy', location },
  derived: { kind: 'redundancy', group: { scheme, need, members: members.map((member) => ({ kind: 'equipment', ...member })) } },
});

/** The three points that hold the minutes left of a room. */
const minutesEntries = (location: string) =>
  [
    { quantity: 'minutes-left', name: 'Minutes left, at the earliest' },
    { quantity: 'minutes-left-latest', name: 'Minutes left, at the latest' },
    { quantity: 'room-cooling', name: 'Room cooling' },
  ].map(({ quantity, name }) => ({
    tag: `${location}/${quantity}`,
    name,
    quantity,
    location,
    derived: { kind: 'minutes-left' },
  }));

const deviceEntry = ({ id, dialect, name, location, parent }: DeviceSpec) => ({
  id,
  dialect,
  name,
  location,
  parent,
  status: 'approved',
});

const pointEntry = (device: DeviceSpec, channel: ChannelSpec) => ({
  tag: channel.tag,
  name: channel.name,
  device: device.id,
  channel: channel.channel,
  quantity: channel.quantity,
  location: channel.location,
  equipment: channel.equipment,
  intervalSeconds: channel.intervalSeconds ?? device.intervalSeconds,
  place: channel.place,
});

const derivedEntry = (device: DeviceSpec, derived: DewPointSpec) => ({
  tag: derived.tag,
  name: derived.name,
  quantity: 'dew-point',
  location: derived.location,
  intervalSeconds: device.intervalSeconds,
  place: derived.place,
  derived: { kind: 'dew-point', temperature: derived.temperature, humidity: derived.humidity },
});
