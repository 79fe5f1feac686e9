import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';
import { fakeChannel, makeNotifier, peopleAndChannels } from './notify-bench.ts';

const bare = { high: { critical: 27 }, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 };
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

/** A value a second, in turn from the list. */
async function sayInTurn(seconds: number, values: readonly number[], everySecond: () => Promise<void> = async () => undefined) {
  for (let second = 0; second < seconds; second++) {
    bench.broker.publish('wachter/v1/node-1/data', data(++seq, Date.now(), { t: values[second % values.length] }));
    await bench.pass(SECOND);
    await everySecond();
  }
}

async function guarded(params: unknown) {
  const point = await bench.addPoint('node-1', 't');
  await bench.addRule({ type: 'limit', pointId: point.id, params });
  const ingestor = bench.start();
  await bench.pass(5 * SECOND);
  return ingestor;
}

const kinds = async () => {
  const [alarm] = await bench.alarms();
  return alarm ? (await bench.store.alarms.journal(alarm.id)).map(({ kind }) => kind) : [];
};

describe('a value that comes and goes', () => {
  it('A12: at 1 Hz for an hour it is one alarm, held and said to chatter; its end is told when it is quiet', async () => {
    await guarded(bare);
    const { channel, heard } = fakeChannel('mail');
    await peopleAndChannels(bench.store, [channel], NOON);
    const notifier = makeNotifier(bench.store, [channel]);
    const lease = await bench.store.lease.acquire('telling', 'bench', 7_200 * SECOND);
    if (!lease.ok) throw new Error('the lease is held');
    const round = () => notifier.round(lease.fence);
    await sayInTurn(3_600, [27.4, 26.6], round);
    expect(await bench.alarms()).toMatchObject([{ activation: 2, clearedAt: null }]);
    expect((await bench.alarms())[0]?.chatteringSince).toBe(NOON + 7 * SECOND);
    expect(await kinds()).toEqual(['raised', 'cleared', 're-raised', 'chattering-began']);
    await sayInTurn(200, [26.6], round);
    expect(await kinds()).toEqual(['raised', 'cleared', 're-raised', 'chattering-began', 'chattering-ended', 'cleared']);
    const told = heard.filter(({ to }) => to === 'tess@example.org').map(({ notice }) => notice);
    expect(told.map(({ kind }) => kind)).toEqual(['raised', 'chattering', 'resolved']);
    expect(told[1]?.sentence).toMatch(/ · comes and goes, held active$/);
  });

  it('tells that it is held when the hold begins with a clear, and that it stands when the hold ends with it active', async () => {
    await guarded(bare);
    const { channel, heard } = fakeChannel('mail');
    await peopleAndChannels(bench.store, [channel], NOON);
    const notifier = makeNotifier(bench.store, [channel]);
    const lease = await bench.store.lease.acquire('telling', 'bench', 7_200 * SECOND);
    if (!lease.ok) throw new Error('the lease is held');
    const round = () => notifier.round(lease.fence);
    await sayInTurn(90, [27.4], round);
    // Three changes within a minute, the third a clear.
    for (const values of [[26.6], [27.4], [26.6], [27.4]]) await sayInTurn(15, values, round);
    expect(await kinds()).toEqual(['raised', 'cleared', 're-raised', 'chattering-began']);
    await sayInTurn(180, [27.4], round);
    expect((await kinds()).at(-1)).toBe('chattering-ended');
    const told = heard.filter(({ to }) => to === 'tess@example.org').map(({ notice }) => notice.kind);
    // The raise after the clear waited for its minute, and is told as what it has become by then.
    expect(told).toEqual(['raised', 'resolved', 'chattering', 'steady']);
  });

  it('A12: hysteresis and delay keep it from rising at all', async () => {
    await guarded({ ...bare, hysteresis: 0.5, dwellSeconds: 5 });
    await sayInTurn(120, [27.4, 26.6]);
    expect(await bench.alarms()).toEqual([]);
  });

  it('is held over a restart, for a whole quiet minute after it', async () => {
    const ingestor = await guarded(bare);
    await sayInTurn(10, [27.4, 26.6]);
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    bench.start();
    await bench.pass(2 * SECOND);
    await sayInTurn(55, [26.6]);
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null, activation: 2 }]);
    await sayInTurn(10, [26.6]);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('chatters by what was recorded before a restart', async () => {
    const ingestor = await guarded(bare);
    await sayInTurn(2, [27.4, 26.6]);
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    bench.start();
    await bench.pass(2 * SECOND);
    await sayInTurn(2, [27.4, 26.6]);
    expect(await kinds()).toEqual(['raised', 'cleared', 're-raised', 'chattering-began']);
  });

  it('is not quiet because nothing is heard, and not quiet by a bad value', async () => {
    await guarded(bare);
    await sayInTurn(4, [27.4, 26.6]);
    await bench.pass(10 * MINUTE);
    bench.broker.publish('wachter/v1/node-1/data', data(++seq, Date.now(), { t: -127 }));
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null }]);
    await sayInTurn(1, [26.6]);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('tells what is worse at once, and does not ease while it comes and goes', async () => {
    await guarded({ ...bare, high: { warning: 27, critical: 32 } });
    await sayInTurn(6, [27.4, 26.6]);
    await sayInTurn(6, [33, 27.4, 26]);
    expect((await kinds()).slice(-2)).toEqual(['chattering-began', 'escalated']);
    expect(await bench.alarms()).toMatchObject([{ level: 'critical', clearedAt: null, peak: 33 }]);
    await sayInTurn(62, [27.4]);
    expect((await kinds()).slice(-2)).toEqual(['chattering-ended', 'de-escalated']);
  });
});
