import type { Point } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
const leakRule = { bad: { wet: 'critical' }, keeps: ['fault'], dwellSeconds: 0, holdOffSeconds: 0 };
const limitRule = { high: { warning: 27, critical: 32 }, hysteresis: 1, dwellSeconds: 0, holdOffSeconds: 0 };

let bench: Bench;
let point: Point;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  seq = 0;
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

/** One value `at` seconds after noon; a second passes. */
async function say(at: number, v: number | string, boot?: string): Promise<void> {
  seq += 1;
  bench.broker.publish(TOPIC, data(seq, NOON + at * SECOND, { v }, boot));
  await bench.pass(SECOND);
}

async function watch(quantity: string, rule: { readonly type: string; readonly params: unknown }): Promise<void> {
  point = await bench.addPoint('node-1', 'v', { quantity });
  await bench.addRule({ ...rule, pointId: point.id });
  bench.start();
  await bench.pass(SECOND);
}

const journal = async () => {
  const [alarm] = await bench.alarms();
  return (await bench.store.alarms.journal(alarm?.id ?? '')).map(({ kind }) => kind);
};

describe('a condition that began in a value out of order and still holds', () => {
  it('is raised, with its true time, where a newer state says nothing', async () => {
    await watch('leak', { type: 'state', params: leakRule });
    await say(0, 'dry');
    await bench.pass(30 * SECOND);
    await say(12, 'fault');
    await say(10, 'wet');
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([
      { raisedAt: NOON + 10 * SECOND, clearedAt: null, isLate: false, level: 'critical' },
    ]);
    expect(await journal()).toEqual(['raised']);
    await say(35, 'dry');
    expect(await bench.alarms()).toMatchObject([{ clearedAt: NOON + 35 * SECOND }]);
  });

  it('is raised where the newer value lies inside the hysteresis', async () => {
    await watch('inlet-temperature', { type: 'limit', params: limitRule });
    await say(-10, 22);
    await say(1, 26.5);
    await say(-1, 28);
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - SECOND, clearedAt: null, isLate: false, level: 'warning' }]);
  });

  it('is raised while its hold-off runs, and cleared when that has run out', async () => {
    await watch('inlet-temperature', { type: 'limit', params: { ...limitRule, holdOffSeconds: 30 } });
    await say(-10, 22);
    await say(1, 22);
    await say(-1, 28);
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - SECOND, clearedAt: null, isLate: false }]);
    await bench.pass(30 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ clearedAt: NOON + 31 * SECOND }]);
  });

  it('makes an alarm worse that is open already', async () => {
    await watch('inlet-temperature', { type: 'limit', params: limitRule });
    await say(-5, 28);
    await say(1, 31.5);
    await say(-1, 33);
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ level: 'critical', activation: 2, activatedAt: NOON - SECOND }]);
  });

  it('counts for a delay that began with it', async () => {
    await watch('inlet-temperature', { type: 'limit', params: { ...limitRule, dwellSeconds: 20 } });
    await say(-10, 22);
    await say(1, 28);
    await say(-1, 28);
    await bench.pass(30 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - SECOND }]);
  });

  it('is found over many newer values that leave it as it is', async () => {
    await watch('inlet-temperature', { type: 'limit', params: limitRule });
    await say(-5, 22);
    for (let minute = 0; minute < 10; minute++) {
      await say(minute * 60, 26.5);
      await bench.pass(59 * SECOND);
    }
    await say(-1, 28);
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - SECOND, clearedAt: null }]);
  });

  it('is late evidence where even the newest value is late, until a live value bears it out', async () => {
    await watch('leak', { type: 'state', params: leakRule });
    await say(-2 * 3_600, 'fault');
    await say(-3 * 3_600, 'wet');
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - 180 * MINUTE, clearedAt: null, isLate: true }]);
    await say(6, 'wet');
    expect(await bench.alarms()).toMatchObject([{ isLate: false, activation: 1 }]);
    expect(await journal()).toEqual(['recorded-late', 'confirmed']);
  });

  it('waits for what the rules have seen since to be stored, and is raised then', async () => {
    point = await bench.addPoint('node-1', 'v', { quantity: 'leak' });
    await bench.addRule({ type: 'state', params: leakRule, pointId: point.id });
    let commits = 0;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    bench.start({ crossing: (boundary) => (boundary === 'before-commit' && seq === 4 && commits++ === 0 ? held : undefined) });
    await bench.pass(SECOND);
    await say(0, 'dry');
    await bench.pass(30 * SECOND);
    await say(12, 'fault');
    seq += 2;
    bench.broker.publish(TOPIC, data(3, NOON + 10 * SECOND, { v: 'wet' }));
    bench.broker.publish(TOPIC, data(4, NOON + 14 * SECOND, { v: 'fault' }));
    await bench.pass(3 * SECOND);
    goOn();
    await bench.pass(3 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON + 10 * SECOND, clearedAt: null }]);
  });

  it('is told as one story when a backlog comes in pieces: what is over by its end is not raised', async () => {
    await watch('inlet-temperature', { type: 'limit', params: { ...limitRule, holdOffSeconds: 1_800 } });
    await say(0, 22);
    for (const [minutes, value] of [
      [50, 28],
      [45, 28],
      [40, 22],
    ] as const)
      await say(-minutes * 60, value);
    await bench.pass(4 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ isLate: true, raisedAt: NOON - 50 * MINUTE, clearedAt: NOON }]);
  });

  it('is looked for in a backlog that does not end, too', async () => {
    await watch('inlet-temperature', { type: 'limit', params: limitRule });
    await say(0, 26.5);
    await say(-3_600, 28);
    for (let left = 40; left > 0; left--) await say(-3_600 - left, 22);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: NOON - 60 * MINUTE, clearedAt: null, isLate: false }]);
  });

  it('is looked for by the next process when the first one ended before it could', async () => {
    point = await bench.addPoint('node-1', 'v', { quantity: 'leak' });
    await bench.addRule({ type: 'state', params: leakRule, pointId: point.id });
    const first = bench.start();
    await bench.pass(SECOND);
    await say(0, 'dry');
    await bench.pass(15 * SECOND);
    await say(12, 'fault');
    await say(10, 'wet');
    const ended = first.stop();
    await bench.pass(60 * SECOND);
    await ended;
    const tenSeconds = NOON + 10 * SECOND;
    expect(await bench.alarms()).toEqual([]);
    expect(await bench.store.ingest.loadLateReadings()).toEqual([{ pointId: point.id, from: tenSeconds, to: tenSeconds }]);
    bench.start();
    await bench.pass(5 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ raisedAt: tenSeconds, clearedAt: null }]);
    expect(await bench.store.ingest.loadLateReadings()).toEqual([]);
  });
});
