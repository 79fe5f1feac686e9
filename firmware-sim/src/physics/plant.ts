import type { Random } from '../random/prng.ts';
import { approach } from './air.ts';
import {
  type BatteryRoomParams,
  type BatteryRoomState,
  type ChargeMode,
  startBatteryRoom,
  stepBatteryRoom,
} from './battery-room.ts';
import { type DoorState, isOpen, startDoor, stepDoor } from './doors.ts';
import { type HallParams, type HallState, startHall, stepHall } from './hall.ts';
import { type LeakSource, type Puddle, stepPuddles } from './leak.ts';
import { calmPower, isFed, type PowerKnobs, type PowerParams, type PowerState, startPower, stepPower } from './power.ts';

/** The fixed facts of a site. Keys are slugs of rooms, equipment and ropes. */
export interface PlantParams extends PowerParams {
  readonly halls: Readonly<Record<string, HallParams>>;
  readonly battery: BatteryRoomParams;
  /** Chillers that lost their power need so long until they cool again; their water holds so much heat. */
  readonly chiller: { readonly restartSeconds: number; readonly waterKjPerK: number };
  /** Door slug → mean seconds between visits and the hall whose pressure it lets out, if any. */
  readonly doors: Readonly<Record<string, { readonly meanSeconds: number; readonly hall?: string }>>;
  readonly ropes: readonly string[];
  readonly smokeZones: readonly string[];
}

/** What people, weather and breakdowns set. Scenarios change nothing else. */
export interface Knobs extends PowerKnobs {
  readonly failedCoolers: readonly string[];
  /** The chillers stand still. */
  readonly isChillerOff: boolean;
  /** Halls whose fresh-air damper stands open. */
  readonly openDampers: readonly string[];
  readonly isHumidifierOn: boolean;
  /** Outdoor humidity ratio, kg/kg. */
  readonly outdoorRatio: number;
  readonly outdoorC: number;
  readonly charge: ChargeMode;
  readonly isBatteryFanOn: boolean;
  readonly leaks: readonly LeakSource[];
  readonly heldDoors: readonly string[];
  /** Zone → smoke source in % obscuration per metre and minute. */
  readonly smoke: Readonly<Record<string, number>>;
}

export const calmKnobs: Knobs = {
  ...calmPower,
  failedCoolers: [],
  isChillerOff: false,
  openDampers: [],
  isHumidifierOn: true,
  outdoorRatio: 0.0062,
  outdoorC: 9,
  charge: 'float',
  isBatteryFanOn: true,
  leaks: [],
  heldDoors: [],
  smoke: {},
};

/** Everything that is true at one moment of simulated time. */
export interface Plant extends PowerState {
  readonly seconds: number;
  readonly knobs: Knobs;
  readonly outdoorC: number;
  readonly waterC: number;
  /** Until the chillers that lost their power cool again. */
  readonly chillerRestartSeconds: number;
  readonly halls: Readonly<Record<string, HallState>>;
  readonly battery: BatteryRoomState;
  readonly upsRoomC: number;
  readonly humidityRatio: number;
  readonly doors: Readonly<Record<string, DoorState>>;
  readonly puddles: Readonly<Record<string, readonly Puddle[]>>;
  readonly smoke: Readonly<Record<string, number>>;
}

const mapValues = <T, R>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

const fromKeys = <R>(keys: readonly string[], value: (key: string) => R): Record<string, R> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));

const NO_SMOKE = 0.012;
/** Cold water as the chillers make it. */
const WATER_C = 15;

export function startPlant(params: PlantParams, random: Random): Plant {
  const itKw = Object.values(params.halls).reduce((sum, hall) => sum + hall.itLoadKw, 0);
  return {
    seconds: 0,
    knobs: calmKnobs,
    outdoorC: calmKnobs.outdoorC,
    waterC: WATER_C,
    chillerRestartSeconds: 0,
    halls: mapValues(params.halls, startHall),
    battery: startBatteryRoom(params.battery),
    upsRoomC: 24,
    humidityRatio: 0.0072,
    ...startPower(params, itKw),
    doors: mapValues(params.doors, (door, slug) => startDoor(random.fork(slug), door.meanSeconds)),
    puddles: fromKeys(params.ropes, () => []),
    smoke: fromKeys(params.smokeZones, () => NO_SMOKE),
  };
}

export interface StepPlan {
  readonly params: PlantParams;
  readonly doorRandom: Random;
  readonly dt: number;
}

/** One step of `dt` seconds. The same plant, knobs and random stream give the same next plant. */
export function stepPlant(plant: Plant, knobs: Knobs, plan: StepPlan): Plant {
  const { params, dt } = plan;
  const seconds = plant.seconds + dt;
  const day = (2 * Math.PI * seconds) / 86_400;
  const doors = mapValues(params.doors, (door, slug) =>
    stepDoor(plant.doors[slug] ?? startDoor(plan.doorRandom, door.meanSeconds), {
      random: plan.doorRandom,
      meanSeconds: door.meanSeconds,
      isHeld: knobs.heldDoors.includes(slug),
      dt,
    }),
  );
  const itKw = Object.values(plant.halls).reduce((sum, hall) => sum + hall.itLoadKw, 0);
  const power = stepPower(plant, knobs, { params, itKw, dt });
  const halls = mapValues(params.halls, (hall, slug) =>
    stepHall(plant.halls[slug] ?? startHall(hall), hallInput({ ...plant, doors, seconds }, knobs, { slug, params }), {
      params: hall,
      dt,
    }),
  );
  const isDischarging = Object.values(power.ups).some((ups) => ups.isOnBattery);
  return {
    seconds,
    knobs,
    outdoorC: knobs.outdoorC + 3 * Math.sin(day),
    ...stepWater({ ...plant, ...power, seconds }, knobs, plan),
    halls,
    battery: stepBatteryRoom(
      plant.battery,
      { charge: knobs.charge, isFanRunning: knobs.isBatteryFanOn, outsideC: plant.outdoorC, isDischarging },
      { params: params.battery, dt },
    ),
    upsRoomC: approach(plant.upsRoomC, 23.5 + (isDischarging ? 3 : 0) + 0.5 * Math.sin(day * 3), { tauSeconds: 1800, dt }),
    humidityRatio: approach(plant.humidityRatio, 0.0072 + 0.0003 * Math.sin(day * 2), { tauSeconds: 3600, dt }),
    ...power,
    doors,
    puddles: fromKeys(params.ropes, (rope) =>
      stepPuddles(
        plant.puddles[rope] ?? [],
        knobs.leaks.filter((leak) => leak.rope === rope),
        dt,
      ),
    ),
    smoke: fromKeys(params.smokeZones, (zone) => {
      const grown = (plant.smoke[zone] ?? NO_SMOKE) + ((knobs.smoke[zone] ?? 0) * dt) / 60;
      return (knobs.smoke[zone] ?? 0) > 0 ? grown : approach(grown, NO_SMOKE, { tauSeconds: 240, dt });
    }),
  };
}

/** Without chillers the coils warm the water, until it cools nothing any more. */
function stepWater(
  plant: Plant,
  knobs: Knobs,
  { params: { chiller }, dt }: StepPlan,
): Pick<Plant, 'waterC' | 'chillerRestartSeconds'> {
  const isFedNow = isFed(plant, knobs.isMainsPresent);
  const chillerRestartSeconds = isFedNow ? Math.max(0, plant.chillerRestartSeconds - dt) : chiller.restartSeconds;
  if (!knobs.isChillerOff && chillerRestartSeconds === 0) {
    const wanted = WATER_C + 0.4 * Math.sin(((2 * Math.PI * plant.seconds) / 86_400) * 5);
    return { waterC: approach(plant.waterC, wanted, { tauSeconds: 90, dt }), chillerRestartSeconds };
  }
  const coils = Object.values(plant.halls).flatMap(({ coolers }) => Object.values(coolers));
  const heatKw = coils.reduce((sum, { coilKw }) => sum + coilKw, 0);
  return { waterC: plant.waterC + (heatKw * dt) / chiller.waterKjPerK, chillerRestartSeconds };
}

function hallInput(plant: Plant, knobs: Knobs, place: { readonly slug: string; readonly params: PlantParams }) {
  const day = (2 * Math.PI * plant.seconds) / 86_400;
  const openDoors = Object.entries(place.params.doors).filter(
    ([slug, door]) => door.hall === place.slug && isOpen(plant.doors[slug]),
  ).length;
  const hasPower = isFed(plant, knobs.isMainsPresent);
  const coolers = place.params.halls[place.slug]?.coolers ?? [];
  return {
    loadFactor: 1 + 0.05 * Math.sin(day * 2 + place.slug.length) + 0.015 * Math.sin(day * 47),
    failedCoolers: hasPower ? knobs.failedCoolers : coolers,
    waterC: plant.waterC,
    outdoorRatio: knobs.outdoorRatio,
    freshAirPerHour: knobs.openDampers.includes(place.slug) ? 14 : 0.3,
    isHumidifierOn: knobs.isHumidifierOn,
    openDoors,
  };
}
