import { type GensetState, gensetHz, gensetVolts, isTurning } from '../physics/genset.ts';
import { isWetAt } from '../physics/leak.ts';
import type { Plant } from '../physics/plant.ts';
import { buildingKw, isFed } from '../physics/power.ts';
import type { ChannelSpec, DeviceSpec, Value } from './channel.ts';
import { tasmotaHousekeeping } from './housekeeping.ts';
import { type Kind, kinds } from './kinds.ts';
import { nativeNode } from './native-node.ts';
import { rotterdamParams } from './plant-params.ts';

const location = 'generator-yard';
const NODE = 'sparkplug-b/rotterdam-1/power';
const sparkplug = { dialect: 'sparkplug-b', account: 'sparkplug-gateway', firmware: '3.1.0' } as const;

interface Metric {
  readonly metric: string;
  readonly tag: string;
  readonly name: string;
  readonly kind: Kind;
  readonly noise?: number;
  readonly resolution?: number;
}

function gensetDevice(number: 1 | 2): DeviceSpec {
  const slug = `genset-${number}`;
  const params = rotterdamParams.gensets[slug];
  const channel = (about: Metric, read: (set: GensetState) => Value): ChannelSpec => ({
    channel: about.metric,
    tag: `generator-yard/${slug}/${about.tag}`,
    name: `Genset ${number} ${about.name}`,
    ...about.kind,
    location,
    equipment: slug,
    place: { x: 0.25, y: number === 1 ? 0.33 : 0.72, heightMeters: 1.5 },
    noise: about.noise ?? 0,
    resolution: about.resolution ?? 0.1,
    read: (plant) => {
      const set = plant.gensets[slug];
      return set === undefined ? null : read(set);
    },
  });
  const m = (metric: string, tag: string, kind: Kind, fine: Pick<Metric, 'noise' | 'resolution'> = {}): Metric => ({
    metric,
    tag,
    name: tag.replaceAll('-', ' '),
    kind,
    ...fine,
  });
  return {
    ...sparkplug,
    id: `${NODE}/${slug}`,
    name: `Genset ${number} controller`,
    location,
    parent: NODE,
    model: 'GC-7320',
    intervalSeconds: 1,
    channels: [
      { ...channel(m('Engine/State', 'state', kinds.engineState), (set) => set.engine), isUrgent: true },
      { ...channel(m('Engine/Mode', 'mode', kinds.engineMode), (set) => set.mode), isUrgent: true },
      channel(m('Engine/OilPressure', 'oil-pressure', kinds.oilPressure, { noise: 0.4, resolution: 1 }), (set) =>
        isTurning(set) ? set.oilKpa : 0,
      ),
      channel(m('Engine/CoolantTemperature', 'coolant', kinds.coolant, { noise: 0.15 }), (set) => set.coolantC),
      channel(m('Engine/StartBattery', 'start-battery', kinds.startBattery, { noise: 0.02 }), (set) => set.startBatteryV),
      channel(m('Engine/Speed', 'speed', kinds.engineSpeed, { resolution: 1 }), (set) => (set.rpm < 5 ? 0 : set.rpm)),
      channel(m('Engine/RunHours', 'run-hours', kinds.runHours), (set) => set.runSeconds / 3600),
      channel(m('Fuel/Level', 'fuel', kinds.fuel, { noise: 0.05 }), (set) => (100 * set.fuelLitres) / (params?.tankLitres ?? 1)),
      channel(m('Generator/Voltage', 'voltage', kinds.gensetVoltage), gensetVolts),
      channel(m('Generator/Frequency', 'frequency', kinds.gensetFrequency, { resolution: 0.01 }), gensetHz),
      channel(m('Generator/Power', 'power', kinds.gensetPower), (set) => set.loadKw),
    ],
  };
}

const atsChannel = (about: Metric, read: ChannelSpec['read']): ChannelSpec => ({
  channel: about.metric,
  tag: `ups-room/ats-1/${about.tag}`,
  name: about.name,
  ...about.kind,
  location: 'ups-room',
  equipment: 'ats-1',
  place: { x: 0.15, y: 0.7, heightMeters: 1.5 },
  noise: about.noise ?? 0,
  resolution: about.resolution ?? 0.1,
  read,
});

const itKwOf = ({ halls }: Plant): number => Object.values(halls).reduce((sum, { itLoadKw }) => sum + itLoadKw, 0);

const meter = (letter: 'A' | 'B'): ChannelSpec => ({
  ...atsChannel(
    { metric: `Mains/${letter}/Voltage`, tag: '', name: `Mains ${letter} voltage`, kind: kinds.voltage, noise: 0.4 },
    (plant) => (plant.knobs.isMainsPresent ? 231.5 : 0),
  ),
  tag: `ups-room/mains-${letter.toLowerCase()}/voltage`,
  equipment: `mains-${letter.toLowerCase()}`,
});

const ats: DeviceSpec = {
  ...sparkplug,
  id: `${NODE}/ats-1`,
  name: 'Transfer switch controller',
  location: 'ups-room',
  parent: NODE,
  model: 'ATS-9',
  intervalSeconds: 1,
  channels: [
    {
      ...atsChannel(
        { metric: 'Switch/Position', tag: 'position', name: 'Transfer switch position', kind: kinds.atsState },
        (plant) => plant.ats.position,
      ),
      isUrgent: true,
    },
    atsChannel(
      { metric: 'Mains/Voltage', tag: 'mains-voltage', name: 'Mains voltage', kind: kinds.mainsVoltage, noise: 0.4 },
      (plant) => (plant.knobs.isMainsPresent ? 231.5 : 0),
    ),
    atsChannel(
      {
        metric: 'Mains/Frequency',
        tag: 'mains-frequency',
        name: 'Mains frequency',
        kind: kinds.mainsFrequency,
        noise: 0.008,
        resolution: 0.01,
      },
      (plant) => (plant.knobs.isMainsPresent ? 50 : 0),
    ),
    atsChannel({ metric: 'Load/Power', tag: 'power', name: 'Load behind the transfer switch', kind: kinds.power }, (plant) =>
      isFed(plant, plant.knobs.isMainsPresent) ? 1000 * buildingKw(itKwOf(plant)) : 0,
    ),
    meter('A'),
    meter('B'),
  ],
};

const edgeNode: DeviceSpec = {
  ...sparkplug,
  id: NODE,
  name: 'Power gateway',
  location,
  parent: null,
  model: 'Edge PLC',
  intervalSeconds: 10,
  channels: [
    {
      channel: 'Cabinet/Temperature',
      tag: 'generator-yard/gateway/cabinet-temperature',
      name: 'Gateway cabinet temperature',
      ...kinds.room,
      location,
      place: { x: 0.6, y: 0.1, heightMeters: 1.5 },
      lagSeconds: 60,
      read: (plant) => plant.outdoorC * 0.3 + 19,
    },
  ],
};

const tank: DeviceSpec = {
  ...nativeNode({ id: 'fuel-tank-1', name: 'Fuel tank node', location, model: 'WT-2', intervalSeconds: 20 }),
  channels: [
    {
      channel: 'level',
      tag: 'generator-yard/tank/level',
      name: 'Fuel tank level',
      ...kinds.fuel,
      location,
      equipment: 'fuel-tank-1',
      place: { x: 0.75, y: 0.45, heightMeters: 1 },
      noise: 0.05,
      resolution: 0.1,
      read: (plant) => 30 + 0.66 * fuelPercent(plant),
    },
    {
      channel: 'bund',
      tag: 'generator-yard/tank/bund',
      name: 'Liquid in the tank bund',
      ...kinds.leak,
      location,
      equipment: 'fuel-tank-1',
      place: { x: 0.85, y: 0.6, heightMeters: 0 },
      isUrgent: true,
      read: (plant) => isWetAt(plant.puddles['tank-bund'] ?? [], 1),
    },
  ],
};

const fuelPercent = (plant: Plant): number => {
  const litres = Object.values(plant.gensets).map((set) => set.fuelLitres / 50);
  return litres.reduce((sum, percent) => sum + percent, 0) / Math.max(1, litres.length);
};

const yardClimate: DeviceSpec = {
  id: 'tasmota/yard-climate',
  dialect: 'tasmota',
  name: 'Yard climate',
  location,
  parent: null,
  account: 'tasmota-yard-climate',
  model: 'ESP32 AM2301',
  firmware: '14.2.0',
  intervalSeconds: 10,
  channels: [
    {
      channel: 'AM2301.Temperature',
      tag: 'generator-yard/air/temperature',
      name: 'Generator container air',
      ...kinds.room,
      location,
      place: { x: 0.5, y: 0.5, heightMeters: 2 },
      lagSeconds: 30,
      read: (plant) => 17 + plant.outdoorC * 0.25,
    },
    {
      channel: 'AM2301.Humidity',
      tag: 'generator-yard/air/rh',
      name: 'Generator container humidity',
      ...kinds.humidity,
      location,
      place: { x: 0.5, y: 0.5, heightMeters: 2 },
      lagSeconds: 30,
      read: () => 46,
    },
    ...tasmotaHousekeeping({ base: 'generator-yard/yard-climate', label: 'Yard climate', location }),
  ],
};

/** All devices of the generator yard and of the power path behind the Sparkplug gateway. */
export const yardDevices: readonly DeviceSpec[] = [edgeNode, gensetDevice(1), gensetDevice(2), ats, tank, yardClimate];
