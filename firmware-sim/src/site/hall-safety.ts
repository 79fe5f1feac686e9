import { isOpen } from '../physics/doors.ts';
import { firstWetMeters, isWetAt } from '../physics/leak.ts';
import type { Plant } from '../physics/plant.ts';
import type { ChannelSpec, DeviceSpec } from './channel.ts';
import { kinds } from './kinds.ts';
import { type Hall, nativeNode } from './native-node.ts';

const node = (
  hall: Hall,
  about: { readonly id: string; readonly name: string; readonly model: string },
  intervalSeconds: number,
) =>
  nativeNode({
    id: `${hall}-${about.id}`,
    name: `${about.name} ${hall.slice(-1).toUpperCase()}`,
    location: hall,
    model: about.model,
    intervalSeconds,
  });

export function leakNode(hall: Hall): DeviceSpec {
  const rope = `${hall}-rope`;
  const letter = hall.slice(-1);
  const puddles = (plant: Plant) => plant.puddles[rope] ?? [];
  const spot = (number: number): ChannelSpec => ({
    channel: `spot-${number}`,
    tag: `${hall}/floor/spot-${number}`,
    name: `Floor under CRAH ${letter.toUpperCase()}${number}`,
    ...kinds.leak,
    location: hall,
    equipment: `${hall}-leak-controller`,
    place: { x: number <= 2 ? 0.08 : 0.92, y: number % 2 === 1 ? 0.3 : 0.7, heightMeters: 0 },
    isUrgent: true,
    read: (plant) => isWetAt(puddles(plant), number * 10),
  });
  const rooted = { location: hall, equipment: `${hall}-leak-controller`, place: { x: 0.5, y: 0.85, heightMeters: 0 } };
  return {
    ...node(hall, { id: 'leak', name: 'Leak controller', model: 'WL-50' }, 5),
    channels: [
      {
        channel: 'rope',
        tag: `${hall}/floor/rope`,
        name: 'Leak rope',
        ...kinds.leakRope,
        ...rooted,
        isUrgent: true,
        read: (plant) => (firstWetMeters(puddles(plant)) === null ? 'dry' : 'leak'),
      },
      {
        channel: 'rope-distance',
        tag: `${hall}/floor/rope-distance`,
        name: 'Leak distance along the rope',
        ...kinds.leakDistance,
        ...rooted,
        noise: 0.1,
        resolution: 0.5,
        read: (plant) => firstWetMeters(puddles(plant)),
      },
      ...[1, 2, 3, 4].map(spot),
    ],
  };
}

export function smokeNode(hall: Hall): DeviceSpec {
  return {
    ...node(hall, { id: 'smoke', name: 'Aspirating smoke detector', model: 'WA-1' }, 5),
    channels: [1, 2].map((pipe) => ({
      channel: `pipe-${pipe}`,
      tag: `${hall}/smoke/pipe-${pipe}`,
      name: `Smoke, pipe ${pipe}`,
      ...kinds.smoke,
      location: hall,
      place: { x: pipe === 1 ? 0.25 : 0.75, y: 0.2, heightMeters: 3 },
      noise: 0.001,
      resolution: 0.001,
      lagSeconds: 20,
      read: (plant: Plant) => (plant.smoke[hall] ?? 0) * (pipe === 1 ? 1 : 0.7),
    })),
  };
}

export function doorNode(hall: Hall): DeviceSpec {
  const doors = [`${hall}-door-1`, `${hall}-door-2`];
  return {
    ...node(hall, { id: 'doors', name: 'Door controller', model: 'WD-2' }, 30),
    doors,
    channels: doors.map((slug, index) => ({
      channel: `door-${index + 1}`,
      tag: `${hall}/door-${index + 1}`,
      name: `Door ${index + 1}`,
      ...kinds.door,
      location: hall,
      equipment: slug,
      place: { x: 0.5, y: index === 0 ? 0.01 : 0.99, heightMeters: 2 },
      isUrgent: true,
      read: (plant: Plant) => (isOpen(plant.doors[slug]) ? 'open' : 'closed'),
    })),
  };
}

export function refrigerantNode(hall: Hall): DeviceSpec {
  return {
    ...node(hall, { id: 'gas', name: 'Refrigerant and air quality node', model: 'WG-3' }, 10),
    channels: [
      {
        channel: 'refrigerant',
        tag: `${hall}/refrigerant`,
        name: 'Refrigerant R-134a near the floor',
        ...kinds.refrigerant,
        location: hall,
        place: { x: 0.15, y: 0.5, heightMeters: 0.2 },
        noise: 1.5,
        resolution: 1,
        read: () => 6,
      },
      {
        channel: 'co2',
        tag: `${hall}/co2`,
        name: 'Carbon dioxide',
        ...kinds.carbonDioxide,
        location: hall,
        place: { x: 0.5, y: 0.15, heightMeters: 1.5 },
        noise: 6,
        resolution: 1,
        lagSeconds: 60,
        read: (plant) => 440 + ([1, 2].some((number) => isOpen(plant.doors[`${hall}-door-${number}`])) ? 60 : 0),
      },
      {
        channel: 'oxygen',
        tag: `${hall}/oxygen`,
        name: 'Oxygen',
        ...kinds.oxygen,
        location: hall,
        place: { x: 0.5, y: 0.85, heightMeters: 1.5 },
        noise: 0.01,
        resolution: 0.01,
        read: () => 20.9,
      },
    ],
  };
}
