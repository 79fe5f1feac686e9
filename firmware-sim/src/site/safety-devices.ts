import { relativeHumidity } from '../physics/air.ts';
import { isOpen } from '../physics/doors.ts';
import { isWetAt } from '../physics/leak.ts';
import type { Plant } from '../physics/plant.ts';
import type { ChannelSpec, DeviceSpec } from './channel.ts';
import { tasmotaHousekeeping, zigbeeHousekeeping } from './housekeeping.ts';
import { kinds } from './kinds.ts';
import { dewPointOf, nativeNode } from './native-node.ts';

const gasRoom = 'gas-suppression-room';

/** Levels of an aspirating detector, % obscuration per metre: alert 0.08, fire 0.2 (VESDA defaults). */
const fireState = (plant: Plant, zone: string): string => {
  const smoke = plant.smoke[zone] ?? 0;
  return smoke >= 0.2 ? 'fire' : smoke >= 0.08 ? 'pre-alarm' : 'normal';
};

const firePanel: DeviceSpec = {
  ...nativeNode({ id: 'fire-panel-1', name: 'Fire panel interface', location: gasRoom, model: 'WF-8', intervalSeconds: 10 }),
  channels: ['hall-a', 'hall-b', 'ups-room', 'battery-room'].map((zone) => ({
    channel: zone,
    tag: `${zone}/fire-zone`,
    name: `Fire zone ${zone.replace('-', ' ')}`,
    ...kinds.firePanel,
    location: zone,
    equipment: 'fire-panel-1',
    place: { x: 0.9, y: 0.1, heightMeters: 3 },
    isUrgent: true,
    read: (plant: Plant) => fireState(plant, zone),
  })),
};

function suppressionNode(letter: 'a' | 'b'): DeviceSpec {
  const slug = `suppression-${letter}`;
  const place = { x: letter === 'a' ? 0.27 : 0.7, y: 0.2, heightMeters: 1.6 };
  return {
    ...nativeNode({
      id: slug,
      name: `Gas suppression ${letter.toUpperCase()}`,
      location: gasRoom,
      model: 'WX-1',
      intervalSeconds: 5,
    }),
    channels: [
      {
        channel: 'state',
        tag: `${gasRoom}/${slug}/state`,
        name: `Suppression ${letter.toUpperCase()} state`,
        ...kinds.suppression,
        location: gasRoom,
        equipment: slug,
        place,
        isUrgent: true,
        read: () => 'armed',
      },
      {
        channel: 'pressure-contact',
        tag: `${gasRoom}/${slug}/pressure-contact`,
        name: `Cylinder pressure contact ${letter.toUpperCase()}`,
        ...kinds.fault,
        location: gasRoom,
        equipment: slug,
        place,
        isUrgent: true,
        read: () => 'ok',
      },
    ],
  };
}

const gasNode: DeviceSpec = {
  ...nativeNode({ id: 'gas-room-air', name: 'Gas room air node', location: gasRoom, model: 'WG-4', intervalSeconds: 5 }),
  channels: [
    {
      channel: 'oxygen',
      tag: `${gasRoom}/oxygen`,
      name: 'Gas room oxygen',
      ...kinds.oxygen,
      location: gasRoom,
      place: { x: 0.5, y: 0.5, heightMeters: 1.2 },
      noise: 0.01,
      resolution: 0.01,
      read: () => 20.9,
    },
    {
      channel: 'co2',
      tag: `${gasRoom}/co2`,
      name: 'Gas room carbon dioxide',
      ...kinds.carbonDioxide,
      location: gasRoom,
      place: { x: 0.5, y: 0.55, heightMeters: 0.4 },
      noise: 6,
      resolution: 1,
      read: () => 450,
    },
    {
      channel: 'temperature',
      tag: `${gasRoom}/temperature`,
      name: 'Gas room temperature',
      ...kinds.room,
      location: gasRoom,
      place: { x: 0.5, y: 0.6, heightMeters: 1.5 },
      lagSeconds: 20,
      read: (plant) => 20 + 0.2 * (plant.upsRoomC - 24),
    },
  ],
};

const gasRoomContacts: DeviceSpec = {
  id: 'tasmota/gas-room-contacts',
  dialect: 'tasmota',
  name: 'Gas room contacts',
  location: gasRoom,
  parent: null,
  account: 'tasmota-gas-room-contacts',
  model: 'ESP32 contacts',
  firmware: '14.2.0',
  intervalSeconds: 10,
  channels: [
    {
      channel: 'Switch1',
      tag: `${gasRoom}/floor-leak`,
      name: 'Gas room floor',
      ...kinds.leak,
      location: gasRoom,
      place: { x: 0.2, y: 0.9, heightMeters: 0 },
      isUrgent: true,
      read: () => false,
    },
    {
      channel: 'Switch2',
      tag: `${gasRoom}/door`,
      name: 'Gas room door',
      ...kinds.door,
      location: gasRoom,
      equipment: 'gas-room-door',
      place: { x: 0.8, y: 0.98, heightMeters: 2 },
      isUrgent: true,
      read: (plant) => isOpen(plant.doors['gas-room-door']),
    },
    ...tasmotaHousekeeping({ base: `${gasRoom}/contacts`, label: 'Gas room contacts', location: gasRoom }),
  ],
};

const zigbee = {
  dialect: 'zigbee2mqtt',
  parent: 'zigbee2mqtt/bridge',
  account: 'zigbee-gateway',
  intervalSeconds: 15,
  firmware: '2.12.1',
} as const;

const contact = (about: {
  readonly name: string;
  readonly label: string;
  readonly door: string;
  readonly room: string;
  readonly x: number;
  readonly y: number;
}): DeviceSpec => ({
  ...zigbee,
  id: `zigbee2mqtt/${about.name}`,
  name: about.label,
  location: about.room,
  model: 'MCCGQ11LM',
  channels: [
    {
      channel: 'contact',
      tag: `${about.room}/${about.door}`,
      name: about.label,
      ...kinds.door,
      location: about.room,
      equipment: about.door,
      place: { x: about.x, y: about.y, heightMeters: 2 },
      isUrgent: true,
      read: (plant) => isOpen(plant.doors[about.door]),
    },
    ...zigbeeHousekeeping({ base: `${about.room}/${about.door}`, label: about.label, location: about.room }),
  ],
});

const climate = (about: {
  readonly name: string;
  readonly label: string;
  readonly room: string;
  readonly base: string;
  readonly x: number;
}): DeviceSpec => {
  const place = { x: about.x, y: 0.5, heightMeters: 1.6 };
  const channel = (
    wire: string,
    tag: string,
    kind: (typeof kinds)['room'] | (typeof kinds)['humidity'],
    read: ChannelSpec['read'],
  ): ChannelSpec => ({
    channel: wire,
    tag: `${about.base}/${tag}`,
    name: `${about.label} ${wire}`,
    ...kind,
    location: about.room,
    place,
    resolution: 0.01,
    lagSeconds: 60,
    read,
  });
  return {
    ...zigbee,
    id: `zigbee2mqtt/${about.name}`,
    name: about.label,
    location: about.room,
    model: 'WSDCGQ11LM',
    channels: [
      channel('temperature', 'temperature', kinds.room, (plant) => 21 + 0.1 * (plant.outdoorC - 9)),
      channel('humidity', 'rh', kinds.humidity, (plant) =>
        relativeHumidity(21 + 0.1 * (plant.outdoorC - 9), plant.humidityRatio),
      ),
      ...zigbeeHousekeeping({ base: about.base, label: about.label, location: about.room }),
    ],
    derived: [
      dewPointOf(
        { base: about.base, name: about.label, location: about.room, temperature: 'temperature', humidity: 'rh' },
        place,
      ),
    ],
  };
};

const corridorLeak: DeviceSpec = {
  ...zigbee,
  id: 'zigbee2mqtt/corridor-leak',
  name: 'Corridor floor',
  location: 'corridor',
  model: 'SJCGQ11LM',
  channels: [
    {
      channel: 'water_leak',
      tag: 'corridor/leak',
      name: 'Corridor floor',
      ...kinds.leak,
      location: 'corridor',
      place: { x: 0.5, y: 0.9, heightMeters: 0 },
      isUrgent: true,
      read: (plant) => isWetAt(plant.puddles['corridor-floor'] ?? [], 1),
    },
    ...zigbeeHousekeeping({ base: 'corridor/leak-sensor', label: 'Corridor floor sensor', location: 'corridor' }),
  ],
};

const bridge: DeviceSpec = {
  ...zigbee,
  id: 'zigbee2mqtt/bridge',
  name: 'Zigbee gateway',
  location: 'corridor',
  parent: null,
  model: 'Zigbee2MQTT',
  channels: [],
};

/** Fire and gas suppression, and what speaks through the Zigbee and Tasmota gateways. */
export const safetyDevices: readonly DeviceSpec[] = [
  firePanel,
  suppressionNode('a'),
  suppressionNode('b'),
  gasNode,
  gasRoomContacts,
  bridge,
  climate({ name: 'corridor-climate', label: 'Corridor climate', room: 'corridor', base: 'corridor/climate', x: 0.5 }),
  climate({ name: 'gas-room-climate', label: 'Gas room climate', room: gasRoom, base: `${gasRoom}/climate`, x: 0.3 }),
  corridorLeak,
  contact({ name: 'loading-bay-door', label: 'Loading bay door', door: 'loading-bay-door', room: 'corridor', x: 0.01, y: 0.5 }),
  contact({ name: 'entrance-door', label: 'Main entrance', door: 'entrance-door', room: 'corridor', x: 0.99, y: 0.5 }),
  contact({ name: 'ups-room-door', label: 'UPS room door', door: 'ups-room-door', room: 'ups-room', x: 0.5, y: 0.98 }),
];
