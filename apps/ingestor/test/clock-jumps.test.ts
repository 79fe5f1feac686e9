import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const HOUR = 60 * MINUTE;
const jumps = [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['a day ahead', 24 * HOUR],
  ['a day back', -24 * HOUR],
] as const;

let bench: Bench;
/** What the clocks of the sensors say: they do not jump with ours. */
let trueTime: () => number;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  const began = performance.now();
  trueTime = () => NOON + performance.now() - began;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

async function sayFor(ms: number, values: Readonly<Record<string, unknown>>): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * SECOND) {
    bench.broker.publish('wachter/v1/node-1/data', data(++seq, trueTime(), values));
    await bench.pass(10 * SECOND);
  }
}

/** Two points that are watched, heard for some minutes; then our own clock jumps. */
async function heard(jumpMs: number) {
  const points = [await bench.addPoint('node-1', 'warm'), await bench.addPoint('node-1', 'dead')];
  const [warm, dead] = points;
  for (const point of points) await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 60 } });
  const limit = await bench.addRule({
    ...{ type: 'limit', pointId: warm?.id ?? null },
    params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 30, holdOffSeconds: 30 },
  });
  const ingestor = bench.start();
  await bench.pass(5 * SECOND);
  await sayFor(2 * MINUTE, { warm: 22, dead: 22 });
  vi.setSystemTime(Date.now() + jumpMs);
  return { ingestor, limit, warm, dead };
}

describe('T02: the wall clock of the ingestor jumps', () => {
  it.each(jumps)(
    '%s: takes no sensor for silent that speaks, and still hears who falls silent and who gets warm',
    async (_, jumpMs) => {
      const { ingestor, limit, dead } = await heard(jumpMs);
      await sayFor(2 * MINUTE, { warm: 22, dead: 22 });
      expect(await bench.alarms()).toEqual([]);
      expect(ingestor.status()).toMatchObject({ standing: 'leading', broker: { isListening: true }, problem: null });
      expect(bench.broker.unacknowledged()).toBe(0);
      await sayFor(2 * MINUTE, { warm: 29 });
      const open = (await bench.alarms()).filter((alarm) => alarm.clearedAt === null && !alarm.isLate);
      expect(open.map((alarm) => alarm.ruleId === limit || alarm.pointId === dead?.id)).toEqual([true, true]);
      await sayFor(MINUTE, { warm: 22, dead: 22 });
      expect((await bench.alarms()).filter((alarm) => alarm.clearedAt === null)).toEqual([]);
    },
  );

  it.each(jumps.slice(0, 2))('%s: neither ends nor shortens a delay that runs', async (_, jumpMs) => {
    const warm = await bench.addPoint('node-1', 'warm');
    await bench.addRule({
      ...{ type: 'limit', pointId: warm.id },
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 30 },
    });
    bench.start();
    await bench.pass(5 * SECOND);
    await sayFor(30 * SECOND, { warm: 22 });
    await sayFor(30 * SECOND, { warm: 29 });
    vi.setSystemTime(Date.now() + jumpMs);
    await sayFor(20 * SECOND, { warm: 29 });
    expect(await bench.alarms()).toEqual([]);
    await sayFor(90 * SECOND, { warm: 29 });
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null, isLate: false }]);
  });

  it('keeps house at its time, also after the clock was set back by a day', async () => {
    const ingestor = bench.start();
    await bench.pass(MINUTE);
    const ranAt = () => ingestor.status().jobs.find((job) => job.id === 'quarantine-bound')?.ranAt ?? 0;
    vi.setSystemTime(Date.now() - 24 * HOUR);
    await bench.pass(2 * MINUTE);
    expect(Date.now() - ranAt()).toBeLessThanOrEqual(MINUTE + SECOND);
    expect(Date.now()).toBeGreaterThanOrEqual(ranAt());
  });
});
