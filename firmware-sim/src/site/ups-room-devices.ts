import { relativeHumidity } from '../physics/air.ts';
import { firstWetMeters, isWetAt } from '../physics/leak.ts';
import type { Plant } from '../physics/plant.ts';
import { LOW_CHARGE, runtimeSeconds, type UpsState } from '../physics/ups.ts';
import type { ChannelSpec, DeviceSpec, Value } from './channel.ts';
import { type Kind, kinds } from './kinds.ts';
import { dewPointOf, nativeNode } from './native-node.ts';
import { rotterdamParams } from './plant-params.ts';

const location = 'ups-room';

function climateNode(number: 1 | 2): DeviceSpec {
  const base = `ups-room/climate-${number}`;
  const place = { x: number === 1 ? 0.25 : 0.7, y: 0.45, heightMeters: 1.6 };
  return {
    ...nativeNode({ id: `ups-env-${number}`, name: `UPS room node ${number}`, location, model: 'WS-3', intervalSeconds: 10 }),
    channels: [
      {
        channel: 'temperature',
        tag: `${base}/temperature`,
        name: `UPS room temperature ${number}`,
        ...kinds.upsRoom,
        location,
        place,
        lagSeconds: 20,
        read: (plant) => plant.upsRoomC + (number === 1 ? 0.3 : -0.2),
      },
      {
        channel: 'rh',
        tag: `${base}/rh`,
        name: `UPS room humidity ${number}`,
        ...kinds.humidity,
        location,
        place,
        lagSeconds: 20,
        read: (plant) => relativeHumidity(plant.upsRoomC, plant.humidityRatio),
      },
      {
        channel: 'switchgear',
        tag: `ups-room/switchgear-${number}/temperature`,
        name: `Switchgear ${number} temperature`,
        ...kinds.upsRoom,
        location,
        place: { x: number === 1 ? 0.25 : 0.65, y: 0.7, heightMeters: 1.2 },
        lagSeconds: 60,
        read: (plant) => plant.upsRoomC + 2.5,
      },
    ],
    derived: [dewPointOf({ base, name: `UPS room ${number}`, location, temperature: 'temperature', humidity: 'rh' }, place)],
  };
}

const floor = (plant: Plant) => plant.puddles['ups-rope'] ?? [];

const roomNodes: readonly DeviceSpec[] = [
  climateNode(1),
  climateNode(2),
  {
    ...nativeNode({ id: 'ups-leak', name: 'UPS room leak controller', location, model: 'WL-50', intervalSeconds: 10 }),
    channels: [
      {
        channel: 'rope',
        tag: 'ups-room/rope',
        name: 'UPS room leak rope',
        ...kinds.leakRope,
        location,
        place: { x: 0.5, y: 0.9, heightMeters: 0 },
        isUrgent: true,
        read: (plant) => (firstWetMeters(floor(plant)) === null ? 'dry' : 'leak'),
      },
      {
        channel: 'spot',
        tag: 'ups-room/spot',
        name: 'Floor under the switchgear',
        ...kinds.leak,
        location,
        place: { x: 0.45, y: 0.8, heightMeters: 0 },
        isUrgent: true,
        read: (plant) => isWetAt(floor(plant), 6),
      },
    ],
  },
  {
    ...nativeNode({ id: 'ups-smoke', name: 'UPS room smoke detector', location, model: 'WA-1', intervalSeconds: 5 }),
    channels: ['ups-room', 'battery-room'].map((zone) => ({
      channel: zone,
      tag: `${zone}/smoke`,
      name: zone === 'ups-room' ? 'UPS room smoke' : 'Battery room smoke',
      ...kinds.smoke,
      location: zone,
      place: { x: 0.5, y: 0.3, heightMeters: 3 },
      noise: 0.001,
      resolution: 0.001,
      lagSeconds: 20,
      read: (plant: Plant) => plant.smoke[zone] ?? null,
    })),
  },
];

/** Status words as NUT writes them: a set of tokens separated by blanks. */
export function nutStatus(ups: UpsState): string {
  if (ups.isOff) return 'OFF';
  const alarm = ups.isDegraded ? 'ALARM ' : '';
  const low = ups.isOnBattery && ups.charge < LOW_CHARGE ? ' LB' : '';
  if (ups.isTesting) return `${alarm}OB DISCHRG CAL${low}`;
  if (ups.isOnBattery) return `${alarm}OB DISCHRG${low}`;
  return `${alarm}OL${ups.charge < 0.999 ? ' CHRG' : ''}${ups.isBypassed ? ' BYPASS' : ''}`;
}

/** What the UPS says of its last test, in NUT's words. */
const testResult = (ups: UpsState): string =>
  ({ none: 'No test initiated', running: 'In progress', passed: 'Done and passed', aborted: 'Aborted' })[ups.test];

function upsByNut(letter: 'a' | 'b'): DeviceSpec {
  const slug = `ups-${letter}`;
  const label = `UPS ${letter.toUpperCase()}`;
  const params = rotterdamParams.ups[slug];
  const channel = (
    wire: string,
    about: {
      readonly kind: Kind;
      readonly tag: string;
      readonly name: string;
      readonly noise?: number;
      readonly resolution?: number;
    },
    read: (ups: UpsState) => Value,
  ): ChannelSpec => ({
    channel: wire,
    tag: `ups-room/${slug}/${about.tag}`,
    name: `${label} ${about.name}`,
    ...about.kind,
    location,
    equipment: slug,
    place: { x: letter === 'a' ? 0.25 : 0.7, y: 0.2, heightMeters: 1 },
    noise: about.noise ?? 0,
    resolution: about.resolution ?? 1,
    read: (plant) => {
      const ups = plant.ups[slug];
      return ups === undefined ? null : read(ups);
    },
  });
  const fine = (noise: number) => ({ noise, resolution: 0.1 });
  return {
    id: `nut/${slug}`,
    dialect: 'nut',
    name: label,
    location,
    parent: null,
    account: 'nut-gateway',
    model: 'Online 320 kVA',
    firmware: '7.2',
    intervalSeconds: 1,
    channels: [
      { ...channel('ups.status', { kind: kinds.upsState, tag: 'state', name: 'state' }, nutStatus), isUrgent: true },
      { ...channel('ups.test.result', { kind: kinds.upsTest, tag: 'test', name: 'self-test' }, testResult), isUrgent: true },
      channel(
        'ups.load',
        { kind: kinds.upsLoad, tag: 'load', name: 'load', ...fine(0.2) },
        (ups) => (100 * ups.loadKw) / (params?.ratedKw ?? 1),
      ),
      channel('battery.charge', { kind: kinds.batteryCharge, tag: 'charge', name: 'battery charge' }, (ups) => 100 * ups.charge),
      channel('battery.runtime', { kind: kinds.batteryRuntime, tag: 'runtime', name: 'battery runtime' }, (ups) =>
        params === undefined ? null : runtimeSeconds(ups, params),
      ),
      channel(
        'battery.voltage',
        { kind: kinds.batteryVoltage, tag: 'battery-voltage', name: 'battery voltage', ...fine(0.3) },
        (ups) => (ups.isOnBattery ? 440 + 60 * ups.charge : 500 + 45 * Math.min(1, ups.charge)),
      ),
      channel(
        'battery.temperature',
        { kind: kinds.batteryTemperature, tag: 'battery-temperature', name: 'battery temperature', ...fine(0.05) },
        (ups) => ups.batteryC,
      ),
      channel('input.voltage', { kind: kinds.inputVoltage, tag: 'input-voltage', name: 'input voltage', ...fine(0.4) }, (ups) =>
        ups.isOnBattery ? 0 : 231.5,
      ),
      channel(
        'input.frequency',
        { kind: kinds.inputFrequency, tag: 'input-frequency', name: 'input frequency', noise: 0.008, resolution: 0.01 },
        (ups) => (ups.isOnBattery ? 0 : 50),
      ),
      channel(
        'output.voltage',
        { kind: kinds.outputVoltage, tag: 'output-voltage', name: 'output voltage', ...fine(0.2) },
        (ups) => (ups.isOff ? 0 : 230),
      ),
      channel(
        'output.frequency',
        { kind: kinds.outputFrequency, tag: 'output-frequency', name: 'output frequency', noise: 0.003, resolution: 0.01 },
        (ups) => (ups.isOff ? 0 : 50),
      ),
    ],
  };
}

/** All devices of the UPS room; both UPSes speak through the NUT gateway. */
export const upsRoomDevices: readonly DeviceSpec[] = [...roomNodes, upsByNut('a'), upsByNut('b')];
