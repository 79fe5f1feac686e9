import { describe, expect, it } from 'vitest';
import { rotterdamParams } from '../site/plant-params.ts';
import { type BatteryRoomInput, percentOfExplosiveLimit, startBatteryRoom, stepBatteryRoom } from './battery-room.ts';
import { type HallInput, type HallParams, startHall, stepHall } from './hall.ts';
import { firstWetMeters, isWetAt, type Puddle, stepPuddles } from './leak.ts';
import { runtimeSeconds, startUps, stepUps } from './ups.ts';

const hallParams = rotterdamParams.halls['hall-a'] as HallParams;
const calmHall: HallInput = {
  loadFactor: 1,
  failedCoolers: [],
  waterC: 15,
  outdoorRatio: 0.0062,
  freshAirPerHour: 0.3,
  isHumidifierOn: true,
  openDoors: 0,
};
const runHall = (input: HallInput, seconds: number) => {
  let state = startHall(hallParams);
  for (let second = 0; second < seconds; second += 1) state = stepHall(state, input, { params: hallParams, dt: 1 });
  return state;
};

describe('a data hall', { timeout: 30_000 }, () => {
  it('stays at its set point with all air handlers, and carries its heat away', () => {
    const state = runHall(calmHall, 7200);
    expect(state.coldC).toBeGreaterThan(20.5);
    expect(state.coldC).toBeLessThan(22);
    const removed = Object.values(state.coolers).reduce((sum, cooler) => sum + cooler.coilKw, 0);
    expect(removed / state.itLoadKw).toBeCloseTo(1, 1);
  });

  it('does not mind one failed air handler of four', () => {
    expect(runHall({ ...calmHall, failedCoolers: ['crah-a1'] }, 3600).coldC).toBeLessThan(22.5);
  });

  it('passes 27 °C within minutes when three of four fail, and the containment loses its pressure', () => {
    const state = runHall({ ...calmHall, failedCoolers: ['crah-a1', 'crah-a2', 'crah-a3'] }, 300);
    expect(state.coldC).toBeGreaterThan(27);
    expect(state.pressurePa).toBeLessThan(0);
    expect(state.recirculation).toBeGreaterThan(0.3);
  });

  it('is hotter with less cooling at any time', () => {
    const three = runHall({ ...calmHall, failedCoolers: ['crah-a1', 'crah-a2', 'crah-a3'] }, 600).coldC;
    const four = runHall({ ...calmHall, failedCoolers: [...hallParams.coolers] }, 600).coldC;
    expect(four).toBeGreaterThan(three);
  });

  it('dries out when freezing outdoor air comes in and nothing humidifies', () => {
    const dry = runHall({ ...calmHall, freshAirPerHour: 14, outdoorRatio: 0.0007, isHumidifierOn: false }, 1800);
    expect(dry.humidityRatio).toBeLessThan(0.0012);
  });

  it('gives the same with small and with large steps, about', () => {
    const failed = { ...calmHall, failedCoolers: ['crah-a1', 'crah-a2', 'crah-a3'] };
    let coarse = startHall(hallParams);
    for (let at = 0; at < 600; at += 4) coarse = stepHall(coarse, failed, { params: hallParams, dt: 4 });
    expect(Math.abs(coarse.coldC - runHall(failed, 600).coldC)).toBeLessThan(1);
  });
});

describe('a battery room', () => {
  const run = (input: Partial<BatteryRoomInput>, seconds: number) => {
    let state = startBatteryRoom(rotterdamParams.battery);
    const whole: BatteryRoomInput = { charge: 'float', isFanRunning: true, outsideC: 9, isDischarging: false, ...input };
    for (let at = 0; at < seconds; at += 10) state = stepBatteryRoom(state, whole, { params: rotterdamParams.battery, dt: 10 });
    return percentOfExplosiveLimit(state.hydrogen);
  };

  it('stays far below the limits on float and on boost while the fan runs', () => {
    expect(run({}, 86_400)).toBeLessThan(2);
    expect(run({ charge: 'boost' }, 86_400)).toBeLessThan(10);
  });

  it('gathers hydrogen when it is overcharged without ventilation', () => {
    expect(run({ charge: 'overcharge', isFanRunning: false }, 1800)).toBeGreaterThan(25);
  });
});

describe('water on the floor', () => {
  it('spreads from its source and reaches a spot sensor later than the rope', () => {
    const source = [{ rope: 'r', atMeters: 22, litresPerMinute: 6 }];
    let puddles: readonly Puddle[] = stepPuddles([], source, 60);
    expect(firstWetMeters(puddles)).toBeGreaterThan(20);
    expect(isWetAt(puddles, 20)).toBe(false);
    for (let minute = 0; minute < 15; minute += 1) puddles = stepPuddles(puddles, source, 60);
    expect(isWetAt(puddles, 20)).toBe(true);
    expect(firstWetMeters(puddles)).toBeLessThan(20);
  });

  it('dries when the tap is closed', () => {
    let puddles = stepPuddles([], [{ rope: 'r', atMeters: 5, litresPerMinute: 2 }], 60);
    for (let minute = 0; minute < 10; minute += 1) puddles = stepPuddles(puddles, [], 60);
    expect(firstWetMeters(puddles)).toBeNull();
  });
});

describe('power', () => {
  const ups = { ratedKw: 320, batteryKwh: 40, chargeKw: 8 };

  it('drains the battery in the time it promised', () => {
    let state = startUps(112);
    const promised = runtimeSeconds(state, ups);
    let seconds = 0;
    while (!state.isOff && seconds < 10_000) {
      state = stepUps(state, { loadKw: 112, isMainsPresent: false, isBypassed: false }, { params: ups, dt: 1 });
      seconds += 1;
    }
    expect(Math.abs(seconds - promised)).toBeLessThanOrEqual(2);
  });
});
