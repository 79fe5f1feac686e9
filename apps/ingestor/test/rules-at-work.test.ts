import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ingestor } from '../src/app.ts';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

const say = (values: Readonly<Record<string, unknown>>) => bench.broker.publish(TOPIC, data(++seq, Date.now(), values));

/** One value every ten seconds for a while. */
async function sayFor(ms: number, values: Readonly<Record<string, unknown>>) {
  for (let passed = 0; passed < ms; passed += 10 * SECOND) {
    say(values);
    await bench.pass(10 * SECOND);
  }
}

async function restart(ingestor: Ingestor) {
  const stopping = ingestor.stop();
  await bench.pass(200);
  await stopping;
  return bench.start();
}

const HIGH = { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 300, holdOffSeconds: 60 };

describe('rules over a restart and without data', () => {
  it('raises after five minutes of true time, though it restarted after four (A04)', async () => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({ type: 'limit', pointId: point.id, params: HIGH });
    const first = bench.start();
    await bench.pass(5 * SECOND);
    const breachAt = Date.now();
    await sayFor(4 * MINUTE, { t: 28 });
    await restart(first);
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    await sayFor(80 * SECOND, { t: 28 });
    const [alarm] = await bench.alarms();
    expect(alarm).toMatchObject({ raisedAt: breachAt, isLate: false });
    expect(alarm?.recordedAt).toBeLessThanOrEqual(breachAt + 5 * MINUTE + 2 * SECOND);
  });

  it('keeps an alarm when the data stop, and clears it only by good values (A07, story 11)', async () => {
    const point = await bench.addPoint('node-1', 't');
    const rule = await bench.addRule({ type: 'limit', pointId: point.id, params: { ...HIGH, dwellSeconds: 0 } });
    bench.start();
    await bench.pass(5 * SECOND);
    await sayFor(30 * SECOND, { t: 29 });
    bench.broker.publish('wachter/v1/node-1/status', { online: false });
    await bench.pass(10 * MINUTE);
    const ofRule = async () => (await bench.alarms()).filter(({ ruleId }) => ruleId === rule);
    expect(await ofRule()).toMatchObject([{ clearedAt: null }]);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 29, quality: { level: 'uncertain', reason: 'not-connected' } });
    bench.broker.publish(TOPIC, { boot: 'boot-a', seq: ++seq, samples: [{ t: Date.now(), v: {}, q: { t: 'sensor-fault' } }] });
    await bench.pass(MINUTE);
    expect(await ofRule()).toMatchObject([{ clearedAt: null }]);
    await sayFor(2 * MINUTE, { t: 22 });
    expect((await ofRule())[0]?.clearedAt).not.toBeNull();
  });

  it('raises no false stale alarm after its own absence, and no missing one stays unseen (A08, story 12)', async () => {
    const points = [];
    for (const channel of ['alive', 'dead']) points.push(await bench.addPoint('node-1', channel));
    for (const { id } of points) await bench.addRule({ type: 'stale', pointId: id, params: { afterSeconds: 60 } });
    const first = bench.start();
    await bench.pass(5 * SECOND);
    await sayFor(30 * SECOND, { alive: 20, dead: 20 });
    const stopping = first.stop();
    await bench.pass(100);
    await stopping;
    await bench.pass(20 * MINUTE);
    bench.start();
    await bench.pass(30 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    await sayFor(2 * MINUTE, { alive: 20 });
    expect(await bench.alarms()).toMatchObject([{ pointId: points[1]?.id, clearedAt: null }]);
  });

  it('notices a dead value that a gateway stamps as fresh, while its neighbour moves (M05, story 8)', async () => {
    const dead = await bench.addPoint('node-1', 'dead', { quantity: 'inlet-temperature' });
    await bench.addPoint('node-1', 'alive', { tag: 'neighbour', quantity: 'inlet-temperature' });
    const params = { afterSeconds: 600, neighbours: ['neighbour'], moved: 0.5 };
    const rule = await bench.addRule({ type: 'flatline', pointId: dead.id, params });
    await bench.addRule({ type: 'stale', pointId: dead.id, params: { afterSeconds: 60 } });
    bench.start();
    await bench.pass(5 * SECOND);
    await sayFor(15 * MINUTE, { dead: 21.5, alive: 22 });
    expect(await bench.alarms()).toEqual([]);
    for (const alive of [22.4, 23, 22.2]) await sayFor(MINUTE, { dead: 21.5, alive });
    expect(await bench.alarms()).toMatchObject([{ ruleId: rule, clearedAt: null, direction: 'flat' }]);
    await sayFor(20 * SECOND, { dead: 21.6, alive: 22 });
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('does not take its own deafness for the silence of sensors', async () => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 60 } });
    bench.start();
    await bench.pass(5 * SECOND);
    await sayFor(2 * MINUTE, { t: 20 });
    bench.broker.disconnect();
    await bench.pass(30 * MINUTE);
    expect(await bench.alarms()).toEqual([]);
    bench.broker.reconnect();
    await bench.pass(40 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    await bench.pass(60 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ pointId: point.id, clearedAt: null }]);
  });

  it('lets go of a latched alarm when people have acknowledged and reset it', async () => {
    const point = await bench.addPoint('node-1', 'leak', { quantity: 'leak' });
    await bench.addRule({
      type: 'state',
      pointId: point.id,
      isLatching: true,
      priority: 'critical',
      params: { bad: { wet: 'critical' } },
    });
    bench.start();
    await bench.pass(5 * SECOND);
    say({ leak: true });
    await bench.pass(2 * SECOND);
    say({ leak: false });
    await bench.pass(2 * MINUTE);
    const [alarm] = await bench.alarms();
    expect(alarm?.clearedAt).not.toBeNull();
    const by = { actor: 'user:anna', comment: null, now: Date.now() };
    await bench.store.alarms.acknowledge({ alarmId: alarm?.id ?? '', activation: 1 }, by);
    await bench.store.alarms.reset({ alarmId: alarm?.id ?? '', activation: 1 }, by);
    await bench.pass(3 * SECOND);
    say({ leak: true });
    await bench.pass(2 * SECOND);
    const alarms = await bench.alarms();
    expect(alarms).toHaveLength(2);
    expect(alarms.filter(({ clearedAt }) => clearedAt === null)).toMatchObject([{ activation: 1, acknowledgedActivation: 0 }]);
  });

  it('takes a changed rule while it runs, and clears the alarm of one that is switched off', async () => {
    const point = await bench.addPoint('node-1', 't');
    const rule = await bench.addRule({ type: 'limit', pointId: point.id, params: { ...HIGH, dwellSeconds: 0 } });
    bench.start();
    await bench.pass(5 * SECOND);
    say({ t: 25 });
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    await bench.addRule({
      id: rule,
      type: 'limit',
      pointId: point.id,
      params: { ...HIGH, dwellSeconds: 0, high: { warning: 24 } },
    });
    await bench.pass(3 * SECOND);
    say({ t: 25 });
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ limit: 24, clearedAt: null }]);
    await bench.addRule({ id: rule, type: 'limit', pointId: point.id, params: HIGH, isEnabled: false });
    await bench.pass(3 * SECOND);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('derives the dew point of a place from its temperature and humidity', async () => {
    const temperature = await bench.addPoint('node-1', 't');
    const humidity = await bench.addPoint('node-1', 'rh', { quantity: 'relative-humidity' });
    const derivedFrom = { kind: 'dew-point' as const, temperature: temperature.id, humidity: humidity.id };
    const dewPoint = await bench.addPoint(null, null, { quantity: 'dew-point', derivedFrom });
    bench.start();
    await bench.pass(5 * SECOND);
    say({ t: 27 });
    await bench.pass(SECOND);
    expect(await bench.values(dewPoint.id)).toEqual([]);
    say({ rh: 60 });
    await bench.pass(SECOND);
    expect((await bench.values(dewPoint.id))[0]).toBeCloseTo(18.58, 2);
    await bench.pass(5 * MINUTE);
    say({ rh: 70 });
    await bench.pass(SECOND);
    expect((await bench.values(dewPoint.id)).length).toBe(1);
    say({ t: 27, rh: 70 });
    await bench.pass(SECOND);
    expect((await bench.values(dewPoint.id))[1]).toBeCloseTo(21.06, 2);
  });

  it('derives it for late values too, as history', async () => {
    const temperature = await bench.addPoint('node-1', 't');
    const humidity = await bench.addPoint('node-1', 'rh', { quantity: 'relative-humidity' });
    const derivedFrom = { kind: 'dew-point' as const, temperature: temperature.id, humidity: humidity.id };
    const dewPoint = await bench.addPoint(null, null, { quantity: 'dew-point', derivedFrom });
    bench.start();
    await bench.pass(5 * SECOND);
    for (let n = 0; n < 10; n++)
      bench.broker.publish(TOPIC, data(++seq, NOON - 60 * MINUTE + n * 10 * SECOND, { t: 20, rh: 50 + n }));
    await bench.pass(SECOND);
    const values = await bench.values(dewPoint.id);
    expect(values.length).toBe(10);
    expect(values[0]).toBeCloseTo(9.27, 2);
    expect(await bench.stateOf(dewPoint.id)).toBeUndefined();
  });
});
