import { startPlant } from '../physics/plant.ts';
import { calmPower, type PowerKnobs, type PowerParams, type PowerState, startPower, stepPower } from '../physics/power.ts';
import { createSensor, type Sensor } from '../physics/sensor.ts';
import { createRandom, type Random } from '../random/prng.ts';
import type { ChannelSpec, DeviceSpec, Value } from '../site/channel.ts';
import { rotterdamParams } from '../site/plant-params.ts';
import { devices } from '../site/rotterdam-1.ts';

/** Somebody or something turns a knob, so many seconds after the start. */
export interface PowerStep {
  readonly atSeconds: number;
  readonly turn: (knobs: PowerKnobs) => PowerKnobs;
}

export interface PowerRunParams {
  readonly seed: number;
  readonly startAt: number;
  readonly seconds: number;
  readonly itKw: number;
  readonly plant: PowerParams;
  /** In order of time. */
  readonly steps: readonly PowerStep[];
}

/** What a controller says in one sample; `at` by its own clock, which is right here. */
export interface Telling {
  readonly equipment: string;
  readonly at: number;
  readonly values: readonly { readonly channel: string; readonly quantity: string; readonly value: Value }[];
}

/** What really happened and when, to the quarter of a second: `what` is the new state of a set, the switch, a UPS or the mains. */
export interface PowerEvent {
  readonly equipment: string;
  readonly at: number;
  readonly what: string;
}

export interface PowerRun {
  readonly told: readonly Telling[];
  readonly log: readonly PowerEvent[];
}

const STEP_SECONDS = 0.25;

/** The power side of the demo site alone, sampled every second: quick enough to make many recordings. The same parameters give the same run. */
export function runPower(params: PowerRunParams): PowerRun {
  const random = createRandom(params.seed);
  const bystanders = startPlant(rotterdamParams, random.fork('plant'));
  const stations = stationsOf(params.plant, random);
  const told: Telling[] = [];
  const log: PowerEvent[] = [];
  let knobs = calmPower;
  let state = startPower(params.plant, params.itKw);
  let next = 0;
  for (let tick = 1; tick * STEP_SECONDS <= params.seconds; tick += 1) {
    const seconds = tick * STEP_SECONDS;
    for (let step = params.steps[next]; step && step.atSeconds <= seconds; step = params.steps[next]) {
      knobs = step.turn(knobs);
      next += 1;
    }
    const before = state;
    state = stepPower(state, knobs, { params: params.plant, itKw: params.itKw, dt: STEP_SECONDS });
    const at = params.startAt + seconds * 1000;
    log.push(...changes(before, state).map((change) => ({ ...change, at })));
    if (log.findLast(({ equipment }) => equipment === 'mains')?.what !== mainsWord(knobs)) {
      log.push({ equipment: 'mains', at, what: mainsWord(knobs) });
    }
    const plant = { ...bystanders, seconds, knobs: { ...bystanders.knobs, ...knobs }, ...state };
    for (const station of stations) {
      if (tick % 4 !== station.turn) continue;
      const values = station.channels.map(({ spec, sensor }) => {
        const truth = spec.read(plant);
        const value = typeof truth === 'number' ? sensor.read(truth, seconds) : truth;
        return { channel: spec.channel, quantity: spec.quantity, value };
      });
      told.push({ equipment: station.equipment, at, values });
    }
  }
  return { told, log };
}

const mainsWord = ({ isMainsPresent }: PowerKnobs): string => (isMainsPresent ? 'good' : 'failed');

interface Station {
  readonly equipment: string;
  /** Quarter of the second in which it speaks. */
  readonly turn: number;
  readonly channels: readonly { readonly spec: ChannelSpec; readonly sensor: Sensor }[];
}

function stationsOf(plant: PowerParams, random: Random): readonly Station[] {
  const parts = [...Object.keys(plant.gensets), ...Object.keys(plant.ups), 'ats-1'];
  return parts.flatMap((equipment) => {
    const device = devices.find(({ channels }) => channels.some((channel) => channel.equipment === equipment));
    return device ? [stationOf(device, equipment, random.fork(equipment))] : [];
  });
}

const stationOf = ({ channels }: DeviceSpec, equipment: string, random: Random): Station => ({
  equipment,
  turn: random.below(4),
  channels: channels.map((spec) => ({
    spec,
    sensor: createSensor(
      { noise: spec.noise ?? 0, resolution: spec.resolution ?? 0, lagSeconds: spec.lagSeconds ?? 0, bias: spec.bias ?? 0 },
      random.fork(spec.channel),
    ),
  })),
});

const upsWord = (ups: PowerState['ups'][string]): string =>
  ups.isOff ? 'off' : ups.isTesting ? 'test' : ups.isOnBattery ? 'battery' : 'line';

/** What a step changed, in words. */
function changes(before: PowerState, after: PowerState): readonly Omit<PowerEvent, 'at'>[] {
  const found: Omit<PowerEvent, 'at'>[] = [];
  for (const [equipment, { engine }] of Object.entries(after.gensets)) {
    if (before.gensets[equipment]?.engine !== engine) found.push({ equipment, what: engine });
  }
  if (before.ats.position !== after.ats.position) found.push({ equipment: 'ats-1', what: after.ats.position });
  for (const [equipment, ups] of Object.entries(after.ups)) {
    const was = before.ups[equipment];
    if (was && upsWord(was) !== upsWord(ups)) found.push({ equipment, what: upsWord(ups) });
  }
  return found;
}
