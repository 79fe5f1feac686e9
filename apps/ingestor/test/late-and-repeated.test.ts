import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
let bench: Bench;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

describe('messages that come late, twice or not at all', () => {
  it('stores a message, acknowledges it, and tells the device so', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(1, NOON + 50, { t: 21.5 }));
    await bench.pass(100);
    expect(await bench.values(point.id)).toEqual([21.5]);
    expect(bench.broker.unacknowledged()).toBe(0);
    expect(bench.broker.published).toContainEqual({ topic: 'wachter/v1/node-1/ack', payload: '{"boot":"boot-a","seq":1}' });
  });

  it('takes a message that comes five times for one (M01)', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    for (let time = 0; time < 5; time++) bench.broker.publish(TOPIC, data(1, NOON, { t: 21.5 }));
    await bench.pass(100);
    expect(await bench.values(point.id)).toEqual([21.5]);
    expect(await bench.deviceState('node-1')).toMatchObject({ messages: 5, duplicates: 4, contiguousSeq: 1 });
    expect(bench.broker.unacknowledged()).toBe(0);
  });

  it('takes a repeated message without a clock for one, too', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(1, null, { t: 21.5 }));
    await bench.pass(500);
    bench.broker.publish(TOPIC, data(1, null, { t: 21.5 }));
    await bench.pass(100);
    expect(await bench.values(point.id)).toEqual([21.5]);
  });

  it('fills history with late data and leaves the latest value alone, which is the last one measured, not the last received (M03, story 7)', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(100, NOON, { t: 30 }));
    for (let n = 1; n <= 60; n++) bench.broker.publish(TOPIC, data(n, NOON - 61 * MINUTE + n * MINUTE, { t: n }));
    await bench.pass(100);
    expect((await bench.values(point.id)).length).toBe(61);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 30, observedAt: NOON });
  });

  it('raises nothing live for the past, but records the excursion as found late (M03)', async () => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({
      type: 'limit',
      pointId: point.id,
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 120, holdOffSeconds: 60 },
    });
    bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(200, NOON, { t: 22 }));
    await bench.pass(1_000);
    for (let n = 1; n <= 30; n++)
      bench.broker.publish(TOPIC, data(n, NOON - 31 * MINUTE + n * MINUTE, { t: n >= 10 && n < 20 ? 29 : 22 }));
    await bench.pass(5_000);
    const alarms = await bench.alarms();
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({ isLate: true, raisedAt: NOON - 21 * MINUTE, pointId: point.id });
    expect(alarms[0]?.clearedAt).not.toBeNull();
    expect((await bench.store.alarms.journal(alarms[0]?.id ?? '')).map(({ kind }) => kind)).toEqual(['recorded-late', 'cleared']);
  });

  it('records an excursion that came and went while nobody listened, from a backlog in order', async () => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({
      type: 'limit',
      pointId: point.id,
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 },
    });
    bench.start();
    await bench.pass(100);
    for (let n = 1; n <= 60; n++)
      bench.broker.publish(TOPIC, data(n, NOON - 61 * MINUTE + n * MINUTE, { t: n >= 10 && n < 20 ? 29 : 22 }));
    bench.broker.publish(TOPIC, data(61, NOON, { t: 22 }));
    await bench.pass(3_000);
    expect(await bench.alarms()).toMatchObject([{ isLate: true, raisedAt: NOON - 51 * MINUTE, clearedAt: NOON - 41 * MINUTE }]);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 22, observedAt: NOON });
  });

  it('lets a retained value neither refresh an age nor clear a stale alarm (M04, story 9)', async () => {
    const point = await bench.addPoint('node-1', 't');
    const rule = await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 60 } });
    const first = bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(1, NOON, { t: 21 }), { retain: true });
    await bench.pass(3 * MINUTE);
    expect(await bench.alarms()).toMatchObject([{ ruleId: rule, clearedAt: null }]);
    const stopping = first.stop();
    await bench.pass(5_000);
    await stopping;
    bench.broker.drop({ isSessionLost: true });
    await bench.pass(3 * 60 * MINUTE);
    bench.start();
    await bench.pass(2 * MINUTE);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 21, observedAt: NOON });
    expect(await bench.alarms()).toMatchObject([{ ruleId: rule, clearedAt: null, activation: 1 }]);
    expect((await bench.deviceState('node-1'))?.lastSeenAt).toBeLessThan(NOON + MINUTE);
  });

  it('lists exactly the numbers that are missing, closes holes that fill, and counts what the device lost (R14)', async () => {
    await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    for (const seq of [1, 2, 5, 6, 9]) bench.broker.publish(TOPIC, data(seq, NOON + seq, { t: 20 }));
    await bench.pass(100);
    const gaps = async () => (await bench.store.ingest.loadSessions()).openGaps.map(({ fromSeq, toSeq }) => [fromSeq, toSeq]);
    expect(await gaps()).toEqual([
      [3, 4],
      [7, 8],
    ]);
    expect(await bench.deviceState('node-1')).toMatchObject({ contiguousSeq: 2, openGaps: 2 });
    expect(bench.broker.published.at(-1)?.payload).toBe('{"boot":"boot-a","seq":2}');
    await bench.pass(1_000);
    for (const seq of [3, 4]) bench.broker.publish(TOPIC, data(seq, NOON + seq, { t: 20 }));
    bench.broker.publish(TOPIC, data(10, NOON + 10, { t: 20 }, 'boot-a', 2));
    await bench.pass(1_000);
    expect(await gaps()).toEqual([]);
    expect(await bench.deviceState('node-1')).toMatchObject({ contiguousSeq: 10, openGaps: 0, lost: 2 });
    expect(bench.broker.published.at(-1)?.payload).toBe('{"boot":"boot-a","seq":10}');
  });

  it('takes messages of an earlier boot for history', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(100);
    bench.broker.publish(TOPIC, data(5, NOON, { t: 20 }, 'boot-a'));
    await bench.pass(12 * SECOND);
    bench.broker.publish(TOPIC, data(1, NOON + 10 * SECOND, { t: 25 }, 'boot-b'));
    bench.broker.publish(TOPIC, data(6, NOON + 11 * SECOND, { t: 30 }, 'boot-a'));
    await bench.pass(100);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 25 });
    expect((await bench.values(point.id)).length).toBe(3);
    expect((await bench.deviceState('node-1'))?.boot).toBe('boot-b');
  });
});
