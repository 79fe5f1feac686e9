import { relativeHumidity } from '../physics/air.ts';
import { percentOfExplosiveLimit } from '../physics/battery-room.ts';
import { isOpen } from '../physics/doors.ts';
import { isWetAt } from '../physics/leak.ts';
import type { Plant } from '../physics/plant.ts';
import type { ChannelSpec, DeviceSpec } from './channel.ts';
import { kinds } from './kinds.ts';
import { dewPointOf, nativeNode } from './native-node.ts';

const location = 'battery-room';

function hydrogenNode(number: 1 | 2): DeviceSpec {
  const place = { x: number === 1 ? 0.28 : 0.72, y: 0.3, heightMeters: 2.9 };
  return {
    ...nativeNode({
      id: `battery-h2-${number}`,
      name: `Hydrogen detector ${number}`,
      location,
      model: 'WG-H2',
      intervalSeconds: 5,
    }),
    channels: [
      {
        channel: 'h2',
        tag: `battery-room/h2-${number}`,
        name: `Hydrogen ${number}`,
        ...kinds.hydrogen,
        location,
        place,
        noise: 0.05,
        resolution: 0.1,
        lagSeconds: 15,
        read: (plant) => Math.min(99.5, percentOfExplosiveLimit(plant.battery.hydrogen) * (number === 1 ? 1.05 : 0.95)),
      },
      {
        channel: 'temperature',
        tag: `battery-room/ceiling-${number}`,
        name: `Ceiling temperature ${number}`,
        ...kinds.batteryRoom,
        location,
        place,
        lagSeconds: 20,
        read: (plant) => plant.battery.airC + 0.8,
      },
    ],
  };
}

function climateNode(number: 1 | 2): DeviceSpec {
  const base = `battery-room/climate-${number}`;
  const place = { x: number === 1 ? 0.28 : 0.72, y: 0.6, heightMeters: 1.5 };
  const string = (offset: 0 | 1): ChannelSpec => {
    const which = (number - 1) * 2 + offset + 1;
    return {
      channel: `string-${offset + 1}`,
      tag: `battery-room/string-${which}/temperature`,
      name: `Battery string ${which} temperature`,
      ...kinds.batteryRoom,
      location,
      equipment: `battery-string-${which}`,
      place: { x: place.x, y: 0.2 + 0.3 * offset, heightMeters: 1 },
      lagSeconds: 60,
      bias: (which - 2.5) * 0.15,
      read: (plant) => plant.battery.stringC,
    };
  };
  return {
    ...nativeNode({
      id: `battery-env-${number}`,
      name: `Battery room node ${number}`,
      location,
      model: 'WS-4',
      intervalSeconds: 10,
    }),
    channels: [
      {
        channel: 'temperature',
        tag: `${base}/temperature`,
        name: `Battery room temperature ${number}`,
        ...kinds.batteryRoom,
        location,
        place,
        lagSeconds: 20,
        read: (plant) => plant.battery.airC + (number === 1 ? 0.1 : -0.1),
      },
      {
        channel: 'rh',
        tag: `${base}/rh`,
        name: `Battery room humidity ${number}`,
        ...kinds.humidity,
        location,
        place,
        lagSeconds: 20,
        read: (plant) => relativeHumidity(plant.battery.airC, plant.humidityRatio),
      },
      string(0),
      string(1),
    ],
    derived: [dewPointOf({ base, name: `Battery room ${number}`, location, temperature: 'temperature', humidity: 'rh' }, place)],
  };
}

const floor = (plant: Plant) => plant.puddles['battery-rope'] ?? [];

/** All devices of the battery room. */
export const batteryDevices: readonly DeviceSpec[] = [
  hydrogenNode(1),
  hydrogenNode(2),
  climateNode(1),
  climateNode(2),
  {
    ...nativeNode({ id: 'battery-vent', name: 'Ventilation monitor', location, model: 'WV-1', intervalSeconds: 5 }),
    channels: [
      {
        channel: 'fan',
        tag: 'battery-room/fan',
        name: 'Ventilation fan',
        ...kinds.fan,
        location,
        equipment: 'battery-fan',
        place: { x: 0.5, y: 0.05, heightMeters: 2.8 },
        isUrgent: true,
        read: (plant) => (plant.battery.airflowM3PerHour > 60 ? 'running' : 'stopped'),
      },
      {
        channel: 'airflow',
        tag: 'battery-room/airflow',
        name: 'Ventilation airflow',
        ...kinds.airflow,
        location,
        equipment: 'battery-fan',
        place: { x: 0.55, y: 0.05, heightMeters: 2.8 },
        noise: 1.2,
        resolution: 1,
        read: (plant) => plant.battery.airflowM3PerHour,
      },
    ],
  },
  {
    ...nativeNode({ id: 'battery-floor', name: 'Battery room floor and door', location, model: 'WL-4', intervalSeconds: 20 }),
    doors: ['battery-room-door'],
    channels: [
      ...[1, 2].map(
        (number): ChannelSpec => ({
          channel: `spot-${number}`,
          tag: `battery-room/spot-${number}`,
          name: `Floor under strings ${number}`,
          ...kinds.leak,
          location,
          place: { x: number === 1 ? 0.28 : 0.72, y: 0.75, heightMeters: 0 },
          isUrgent: true,
          read: (plant) => isWetAt(floor(plant), number * 5),
        }),
      ),
      {
        channel: 'door',
        tag: 'battery-room/door',
        name: 'Battery room door',
        ...kinds.door,
        location,
        equipment: 'battery-room-door',
        place: { x: 0.9, y: 0.98, heightMeters: 2 },
        isUrgent: true,
        read: (plant) => (isOpen(plant.doors['battery-room-door']) ? 'open' : 'closed'),
      },
    ],
  },
];
