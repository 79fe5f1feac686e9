import { relativeHumidity } from '../physics/air.ts';
import type { CoolerState, HallState } from '../physics/hall.ts';
import type { Plant } from '../physics/plant.ts';
import type { ChannelSpec, DeviceSpec } from './channel.ts';
import { doorNode, leakNode, refrigerantNode, smokeNode } from './hall-safety.ts';
import { kinds } from './kinds.ts';
import { dewPointOf, type Hall, nativeNode } from './native-node.ts';
import { beside, hallRows, rackLabel } from './rooms.ts';

const REST: HallState = {
  coldC: 21,
  hotC: 32,
  massC: 23,
  humidityRatio: 0.0072,
  pressurePa: 5,
  recirculation: 0,
  itLoadKw: 0,
  coolers: {},
};
const hallOf = (plant: Plant, hall: Hall): HallState => plant.halls[hall] ?? REST;
const coolerOf = (plant: Plant, hall: Hall, slug: string): CoolerState =>
  hallOf(plant, hall).coolers[slug] ?? {
    isRunning: false,
    isCooling: false,
    fan: 0,
    supplyC: hallOf(plant, hall).hotC,
    coilKw: 0,
  };

/** Warm air gathers above and comes over the racks first at the ends of a row and at the top. */
const inletC = (state: HallState, height: 'bottom' | 'middle' | 'top', number: number): number => {
  const lift = { bottom: 0, middle: 0.5, top: 1.1 }[height];
  const endRow = Math.abs(number - 5.5) / 4.5;
  return (
    state.coldC + lift + 0.5 * endRow + state.recirculation * { bottom: 1, middle: 3, top: 6 }[height] * (0.8 + 0.4 * endRow)
  );
};

const HEIGHTS = { bottom: 0.3, middle: 1.1, top: 1.9 } as const;

function rackNode(hall: Hall, rowIndex: 0 | 1, number: number): DeviceSpec {
  const row = hallRows[hall]?.[rowIndex] ?? '?';
  const rack = rackLabel(row, number);
  const base = `${hall}/${rack.toLowerCase()}`;
  const front = { ...beside(rowIndex, number, 'front'), rack, side: 'front' as const };
  const rear = { ...beside(rowIndex, number, 'rear'), rack, side: 'rear' as const };
  const loadOfRack = ((number * 7 + rowIndex * 3) % 5) - 2;
  const inlet = (height: keyof typeof HEIGHTS): ChannelSpec => ({
    channel: `inlet-${height}`,
    tag: `${base}/inlet-${height}`,
    name: `${rack} inlet ${height}`,
    ...kinds.inlet,
    location: hall,
    place: { ...front, heightMeters: HEIGHTS[height] },
    lagSeconds: 8,
    bias: loadOfRack * 0.05,
    read: (plant) => inletC(hallOf(plant, hall), height, number),
  });
  const humidity: ChannelSpec = {
    channel: 'inlet-rh',
    tag: `${base}/inlet-rh`,
    name: `${rack} inlet humidity`,
    ...kinds.humidity,
    location: hall,
    place: { ...front, heightMeters: HEIGHTS.middle },
    lagSeconds: 15,
    read: (plant) => {
      const state = hallOf(plant, hall);
      return relativeHumidity(inletC(state, 'middle', number), state.humidityRatio);
    },
  };
  const outlet = (height: 'bottom' | 'top'): ChannelSpec => ({
    channel: `rear-${height}`,
    tag: `${base}/rear-${height}`,
    name: `${rack} rear ${height}`,
    ...kinds.hotAisle,
    location: hall,
    place: { ...rear, heightMeters: HEIGHTS[height] },
    lagSeconds: 8,
    read: (plant) => hallOf(plant, hall).hotC + loadOfRack * 0.7 + (height === 'top' ? 0.8 : -0.6),
  });
  return {
    ...nativeNode({
      id: `${hall}-env-${rack.toLowerCase()}`,
      name: `Rack node ${rack}`,
      location: hall,
      model: 'WS-5',
      intervalSeconds: 5,
    }),
    channels: [inlet('bottom'), inlet('middle'), inlet('top'), humidity, outlet('bottom'), outlet('top')],
    derived: [
      dewPointOf({ base, name: rack, location: hall, temperature: 'inlet-middle', humidity: 'inlet-rh' }, humidity.place),
    ],
  };
}

function aisleNode(hall: Hall): DeviceSpec {
  const base = `${hall}/cold-aisle`;
  const place = { x: 0.5, y: 0.5, heightMeters: 1.5 };
  const pressure = (number: 1 | 2): ChannelSpec => ({
    channel: `dp-${number}`,
    tag: `${base}/dp-${number}`,
    name: `Containment pressure ${number}`,
    ...kinds.pressure,
    location: hall,
    place: { x: number === 1 ? 0.3 : 0.7, y: 0.5, heightMeters: 1.5 },
    read: (plant) => hallOf(plant, hall).pressurePa,
  });
  return {
    ...nativeNode({
      id: `${hall}-aisle`,
      name: `Aisle node ${hall.slice(-1).toUpperCase()}`,
      location: hall,
      model: 'WS-P2',
      intervalSeconds: 1,
    }),
    channels: [
      pressure(1),
      pressure(2),
      {
        channel: 'temperature',
        tag: `${base}/temperature`,
        name: 'Cold aisle temperature',
        ...kinds.inlet,
        location: hall,
        place,
        lagSeconds: 10,
        read: (plant) => inletC(hallOf(plant, hall), 'middle', 5),
      },
      {
        channel: 'rh',
        tag: `${base}/rh`,
        name: 'Cold aisle humidity',
        ...kinds.humidity,
        location: hall,
        place,
        lagSeconds: 15,
        read: (plant) => {
          const state = hallOf(plant, hall);
          return relativeHumidity(inletC(state, 'middle', 5), state.humidityRatio);
        },
      },
    ],
    derived: [dewPointOf({ base, name: 'Cold aisle', location: hall, temperature: 'temperature', humidity: 'rh' }, place)],
  };
}

function coolerNode(hall: Hall, number: number): DeviceSpec {
  const letter = hall.slice(-1);
  const slug = `crah-${letter}${number}`;
  const label = `CRAH ${letter.toUpperCase()}${number}`;
  const place = { x: number <= 2 ? 0.04 : 0.96, y: number % 2 === 1 ? 0.27 : 0.73 };
  const channel = (
    about: { readonly channel: string; readonly name: string; readonly height: number },
    kind: (typeof kinds)[keyof typeof kinds],
    read: ChannelSpec['read'],
  ): ChannelSpec => ({
    channel: about.channel,
    tag: `${hall}/${slug}/${about.channel}`,
    name: `${label} ${about.name}`,
    ...kind,
    location: hall,
    equipment: slug,
    place: { ...place, heightMeters: about.height },
    lagSeconds: 5,
    read,
  });
  const returnC = (plant: Plant) => {
    const state = hallOf(plant, hall);
    return state.hotC - 0.08 * (state.hotC - state.coldC) * (1 - state.recirculation);
  };
  return {
    ...nativeNode({ id: `${hall}-crah-${number}`, name: `${label} node`, location: hall, model: 'WS-C4', intervalSeconds: 2 }),
    channels: [
      channel(
        { channel: 'supply-air', name: 'supply air', height: 0.4 },
        kinds.supplyAir,
        (plant) => coolerOf(plant, hall, slug).supplyC,
      ),
      channel({ channel: 'return-air', name: 'return air', height: 2.2 }, kinds.return, returnC),
      {
        ...channel({ channel: 'state', name: 'state', height: 1.8 }, kinds.coolerState, (plant) =>
          coolerOf(plant, hall, slug).isCooling ? 'running' : 'fault',
        ),
        isUrgent: true,
      },
      {
        ...channel(
          { channel: 'fan', name: 'fan speed', height: 1 },
          kinds.fanSpeed,
          (plant) => 100 * coolerOf(plant, hall, slug).fan,
        ),
        noise: 0.1,
      },
      channel({ channel: 'supply-water', name: 'supply water', height: 0.3 }, kinds.supplyWater, (plant) => plant.waterC),
      {
        ...channel({ channel: 'tray-leak', name: 'condensate tray', height: 0.05 }, kinds.leak, () => false),
        isUrgent: true,
      },
    ],
  };
}

/** All devices of one data hall. */
export const hallDevices = (hall: Hall): readonly DeviceSpec[] => [
  ...([0, 1] as const).flatMap((row) => [1, 4, 7, 10].map((number) => rackNode(hall, row, number))),
  aisleNode(hall),
  ...[1, 2, 3, 4].map((number) => coolerNode(hall, number)),
  leakNode(hall),
  smokeNode(hall),
  doorNode(hall),
  refrigerantNode(hall),
];
