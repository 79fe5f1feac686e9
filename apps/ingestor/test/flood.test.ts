import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';
import { fakeChannel, makeNotifier, peopleAndChannels } from './notify-bench.ts';

const HIGH = { high: { critical: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 };
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

/** Points with a limit each, and a telling round every second. */
async function guarded(count: number, priority: 'high' | 'critical' = 'high') {
  for (let n = 0; n < count; n++) {
    const point = await bench.addPoint('node-1', `t${n}`);
    await bench.addRule({ type: 'limit', pointId: point.id, params: HIGH, priority });
  }
  const { channel, heard } = fakeChannel('mail');
  await peopleAndChannels(bench.store, [channel], NOON);
  const notifier = makeNotifier(bench.store, [channel]);
  const lease = await bench.store.lease.acquire('telling', 'bench', 7_200 * SECOND);
  if (!lease.ok) throw new Error('the lease is held');
  const start = () => bench.start();
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await bench.pass(SECOND);
      await notifier.round(lease.fence);
    }
  };
  return { start, pass, to: (name: string) => heard.filter((one) => one.to === `${name}@example.org`) };
}

const say = (from: number, count: number, value: number) => {
  const values = Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${from + n}`, value]));
  bench.broker.publish('wachter/v1/node-1/data', data(++seq, Date.now(), values));
};
const floods = async () => (await bench.store.live.health()).floods;
const kinds = async (alarmId: string) => (await bench.store.alarms.journal(alarmId)).map(({ kind }) => kind);

describe('an alarm flood', () => {
  it('A13: 500 alarms in 10 s are all in the log, the cause leads, and each person gets one message a minute at most', async () => {
    const { start, pass, to } = await guarded(500);
    start();
    await pass(3);
    say(0, 1, 30);
    await pass(1);
    for (let tenth = 0; tenth < 10; tenth++) {
      say(tenth * 50, 50, 30);
      await pass(1);
    }
    await pass(2);
    const alarms = await bench.alarms();
    expect(alarms).toHaveLength(500);
    const [first] = alarms.toSorted((a, b) => a.raisedAt - b.raisedAt);
    expect(new Set(alarms.map(({ incidentId }) => incidentId))).toEqual(new Set([first?.id]));
    const journals = await Promise.all(alarms.map(({ id }) => kinds(id)));
    expect(journals.filter((rows) => rows.includes('raised'))).toHaveLength(500);
    expect(await kinds(first?.id ?? '')).toEqual(['raised', 'flood-began']);
    expect(await floods()).toMatchObject([{ alarmId: first?.id, alarms: 500 }]);
    await pass(130);
    const told = to('tess').map(({ notice }) => notice);
    expect(told.map(({ kind, others }) => [kind, others])).toEqual([
      ['raised', 0],
      ['grouped', 499],
    ]);
    expect(told.every(({ sentence }) => sentence.startsWith('t0 '))).toBe(true);
  });

  it('ends by itself, says so, and then tells what nobody was told of; what was told is taken back', async () => {
    const { start, pass, to } = await guarded(24);
    start();
    await pass(3);
    say(0, 12, 30);
    await pass(5);
    expect(await floods()).toHaveLength(1);
    say(12, 12, 30);
    await pass(10 * 60);
    expect(to('tess').map(({ notice }) => [notice.kind, notice.others])).toEqual([['grouped', 11]]);
    await pass(60);
    expect(await floods()).toEqual([]);
    const [root] = (await bench.alarms()).filter(({ id, incidentId }) => id === incidentId);
    expect(await kinds(root?.id ?? '')).toEqual(['raised', 'flood-began', 'flood-ended']);
    expect(to('tess').at(-1)?.notice).toMatchObject({ kind: 'grouped', others: 11 });
    expect(to('tess')).toHaveLength(2);
    say(0, 24, 20);
    await pass(130);
    expect(to('tess').at(-1)?.notice).toMatchObject({ kind: 'resolved', others: 23 });
  });

  it('goes on over a restart, and ends in the next process', async () => {
    const { start, pass } = await guarded(12);
    const ingestor = start();
    await pass(3);
    say(0, 12, 30);
    await pass(5);
    const [flood] = await floods();
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    start();
    await pass(10);
    expect(await floods()).toEqual([flood]);
    await pass(10 * 60);
    expect(await floods()).toEqual([]);
  });

  it('is not begun by what is explained by a root: those tell nobody', async () => {
    const { start, pass } = await guarded(1);
    for (let n = 0; n < 12; n++) {
      const point = await bench.addPoint('node-1', `s${n}`);
      await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 120 } });
    }
    await bench.addRule({
      type: 'device-offline',
      deviceId: 'node-1',
      params: { afterSeconds: 60, graceSeconds: 5, trustsStatus: true },
    });
    start();
    await pass(3);
    bench.broker.publish('wachter/v1/node-1/status', { online: false });
    await pass((5 * MINUTE) / SECOND);
    expect((await bench.alarms()).filter(({ withheld }) => withheld === 'suppressed')).toHaveLength(12);
    expect(await floods()).toEqual([]);
  });
});
