import type { Point } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ingestor } from '../src/app.ts';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
const HOUR = 60 * MINUTE;
const BEHIND = -2 * HOUR;

let bench: Bench;
let point: Point;
let ingestor: Ingestor;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  seq = 0;
  await bench.addDevice('node-1');
  point = await bench.addPoint('node-1', 't', { quantity: 'inlet-temperature' });
  await bench.addRule({
    type: 'limit',
    pointId: point.id,
    params: { high: { warning: 27 }, hysteresis: 0, dwellSeconds: 60, holdOffSeconds: 0 },
  });
  ingestor = bench.start();
  await bench.pass(SECOND);
});
afterEach(() => vi.useRealTimers());

/** A value that was taken `ago` milliseconds before now, by a clock that is `ahead`. */
const publish = (
  t: number,
  { ahead, ago = 0, boot }: { readonly ahead: number; readonly ago?: number; readonly boot?: string },
) => {
  seq += 1;
  bench.broker.publish(TOPIC, data(seq, Date.now() - ago + ahead, { t }, boot));
};

async function speak(count: number, t: number, how: { readonly ahead: number; readonly boot?: string }): Promise<void> {
  for (let n = 0; n < count; n++) {
    publish(t, how);
    await bench.pass(10 * SECOND);
  }
}

const open = async () => (await bench.alarms()).filter(({ clearedAt }) => clearedAt === null);

describe('a device whose clock is wrong (A01, M10)', () => {
  it('ten years ahead it guards the room still, once its clock is known', async () => {
    await speak(5, 20, { ahead: 87_600 * HOUR });
    await speak(8, 29, { ahead: 87_600 * HOUR });
    expect(await open()).toMatchObject([{ isLate: false, raisedAt: NOON + 51 * SECOND }]);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 29 });
  });

  it('ten years ahead and then put right it is heard at once', async () => {
    await speak(5, 20, { ahead: 87_600 * HOUR });
    await speak(8, 29, { ahead: 0 });
    expect(await open()).toMatchObject([{ isLate: false, raisedAt: NOON + 51 * SECOND }]);
  });

  it('two hours behind it tells of an excursion afterwards: recorded with its true times', async () => {
    await speak(5, 20, { ahead: BEHIND });
    await bench.pass(10 * MINUTE);
    publish(20, { ahead: BEHIND });
    for (let n = 0; n < 8; n++) publish(n > 1 && n < 5 ? 30 : 20, { ahead: BEHIND, ago: (9 - n) * MINUTE });
    await bench.pass(5 * SECOND);
    const saidAt = NOON + 51 * SECOND + 10 * MINUTE;
    expect(await bench.alarms()).toMatchObject([{ isLate: true, raisedAt: saidAt - 7 * MINUTE, clearedAt: saidAt - 4 * MINUTE }]);
  });

  it('an alarm that is over is not recorded again as found late, where values came out of order', async () => {
    await speak(5, 20, { ahead: BEHIND });
    await speak(8, 29, { ahead: BEHIND });
    const [alarm] = await open();
    const by = { actor: 'user:anna', comment: null, now: Date.now() };
    await bench.store.alarms.acknowledge({ alarmId: alarm?.id ?? '', activation: 1 }, by);
    await speak(3, 20, { ahead: BEHIND });
    publish(29, { ahead: BEHIND, ago: 55 * SECOND });
    await bench.pass(5 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ isLate: false, raisedAt: NOON + 51 * SECOND }]);
  });

  it('does not move back by an older value that comes after a newer one', async () => {
    await speak(5, 20, { ahead: BEHIND });
    publish(22, { ahead: BEHIND });
    publish(21, { ahead: BEHIND, ago: 5 * SECOND });
    await bench.pass(SECOND);
    expect(await bench.stateOf(point.id)).toMatchObject({ value: 22 });
  });

  it('is as fresh as its arrival with a bad value, too', async () => {
    await speak(5, 20, { ahead: BEHIND });
    await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 300, settleSeconds: 0 } });
    const samples = [{ t: Date.now() + BEHIND, v: { t: 20 }, q: { t: 'sensor-fault' } }];
    seq += 1;
    bench.broker.publish(TOPIC, { boot: 'boot-a', seq, samples });
    await bench.pass(5 * SECOND);
    expect(await bench.stateOf(point.id)).toMatchObject({ quality: { level: 'bad', reason: 'sensor-fault' }, skewMs: BEHIND });
    expect(await bench.alarms()).toEqual([]);
  });

  it('a value that lies ahead without an explanation tells no rule, after a start neither', async () => {
    await speak(8, 29, { ahead: 0 });
    publish(20, { ahead: HOUR });
    await bench.pass(SECOND);
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    bench.start();
    await bench.pass(2 * SECOND);
    expect(await open()).toHaveLength(1);
  });

  it('has its retained values as history that tells no rule, like those of any other', async () => {
    await speak(5, 20, { ahead: BEHIND });
    const stopping = ingestor.stop();
    await bench.pass(5 * SECOND);
    await stopping;
    bench.broker.drop({ isSessionLost: true });
    seq += 1;
    bench.broker.publish(TOPIC, data(seq, Date.now() + BEHIND, { t: 24 }), { retain: true });
    bench.broker.drop({ isSessionLost: true });
    ingestor = bench.start();
    await bench.pass(30 * SECOND);
    const stored = await bench.store.ingest.loadWindow([point.id], NOON + BEHIND - MINUTE, Date.now());
    expect(stored.filter(({ value }) => value === 24)).toMatchObject([{ quality: { level: 'uncertain', reason: 'retained' } }]);
  });

  it('that starts again with its clock behind is heard as the present one, when a steady offset has proved it', async () => {
    await speak(5, 20, { ahead: 0 });
    seq = 0;
    await speak(3, 20, { ahead: BEHIND, boot: 'boot-b' });
    await speak(8, 29, { ahead: BEHIND, boot: 'boot-b' });
    expect(await open()).toMatchObject([{ isLate: false, raisedAt: NOON + 81 * SECOND }]);
    expect(await bench.deviceState('node-1')).toMatchObject({ boot: 'boot-b', skewMs: BEHIND });
  });
});
