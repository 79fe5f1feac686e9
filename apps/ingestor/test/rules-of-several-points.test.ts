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

const say = (values: Readonly<Record<string, unknown>>, at = Date.now()) => bench.broker.publish(TOPIC, data(++seq, at, values));

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

const params = { dewPoint: 'node-1.dew', dwellSeconds: 120, holdOffSeconds: 0, hysteresis: 0 };

describe('a rule that needs the values of another point', () => {
  it('judges both together, and the other one alone can raise and clear', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    await bench.addPoint('node-1', 'dew');
    await bench.addRule({ type: 'condensation', pointId: pipe.id, params: { ...params, dwellSeconds: 0 } });
    bench.start();
    await bench.pass(2 * SECOND);
    say({ pipe: 12, dew: 5 });
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    say({ dew: 11.5 });
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toMatchObject([{ pointId: pipe.id, direction: 'margin', value: 0.5, level: 'critical' }]);
    say({ dew: 5 });
    await bench.pass(2 * SECOND);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('keeps its delay over a restart, though only the other point had moved', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    await bench.addPoint('node-1', 'dew');
    await bench.addRule({ type: 'condensation', pointId: pipe.id, params });
    const first = bench.start();
    await bench.pass(2 * SECOND);
    say({ pipe: 12, dew: 5 });
    await bench.pass(10 * SECOND);
    const breachAt = Date.now();
    await sayFor(90 * SECOND, { pipe: 12, dew: 11 });
    await restart(first);
    await bench.pass(2 * SECOND);
    expect(await bench.alarms()).toEqual([]);
    await sayFor(30 * SECOND, { pipe: 12, dew: 11 });
    expect(await bench.alarms()).toMatchObject([{ raisedAt: breachAt, clearedAt: null, isLate: false }]);
  });

  it('neither raises nor clears while the other point is silent', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    await bench.addPoint('node-1', 'dew');
    await bench.addRule({ type: 'condensation', pointId: pipe.id, params: { ...params, dwellSeconds: 0 } });
    bench.start();
    await bench.pass(2 * SECOND);
    say({ pipe: 12, dew: 11 });
    await sayFor(2 * MINUTE, { pipe: 12 });
    await sayFor(5 * MINUTE, { pipe: 30 });
    const [alarm] = await bench.alarms();
    expect(alarm).toMatchObject({ direction: 'margin' });
    expect((await bench.alarms()).filter(({ clearedAt }) => clearedAt === null)).toHaveLength(1);
  });

  it('finds in late values of the other point what nobody saw when it happened', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    await bench.addPoint('node-1', 'dew');
    await bench.addDevice('node-2');
    await bench.addRule({ type: 'condensation', pointId: pipe.id, params: { ...params, dwellSeconds: 0 } });
    bench.start();
    await bench.pass(2 * SECOND);
    const began = Date.now();
    for (let at = 0; at < 5 * MINUTE; at += 10 * SECOND) {
      say({ pipe: 12 });
      await bench.pass(10 * SECOND);
    }
    say({ dew: 5 });
    await bench.pass(2 * SECOND);
    say({ dew: 11 }, began + MINUTE + 1);
    say({ dew: 5 }, began + 100 * SECOND + 1);
    await bench.pass(5 * SECOND);
    expect(await bench.alarms()).toMatchObject([
      { isLate: true, direction: 'margin', raisedAt: began + MINUTE + 1, clearedAt: began + 100 * SECOND + 1 },
    ]);
  });
});

describe('a rule that cannot do its work', () => {
  const problems = () => bench.store.site.ruleProblems();

  it('says so while an input is not there, not in use or silent, and no longer when it speaks', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    const ruleId = await bench.addRule({ type: 'condensation', pointId: pipe.id, params });
    bench.start();
    await bench.pass(3 * SECOND);
    expect(await problems()).toMatchObject([{ ruleId, kind: 'unknown-input', detail: 'node-1.dew' }]);
    const dew = await bench.addPoint('node-1', 'dew', { status: 'new' });
    await bench.pass(3 * SECOND);
    expect(await problems()).toMatchObject([{ kind: 'input-not-in-use' }]);
    await bench.store.site.transaction((tx) => tx.putPoint({ ...dew, status: 'active' }));
    await bench.pass(3 * SECOND);
    expect(await problems()).toMatchObject([{ kind: 'input-silent', detail: 'node-1.dew' }]);
    await sayFor(20 * SECOND, { pipe: 12, dew: 5 });
    expect(await problems()).toEqual([]);
    await sayFor(50 * SECOND, { pipe: 12 });
    expect(await problems()).toEqual([]);
    await sayFor(30 * SECOND, { pipe: 12 });
    expect(await problems()).toMatchObject([{ ruleId, kind: 'input-silent' }]);
  });

  it('says so while its expression gives no number, keeps the alarm meanwhile, and not longer', async () => {
    const heat = await bench.addPoint('node-1', 'heat');
    await bench.addPoint('node-1', 'flow');
    const expression = { expression: 'value / flow > 2', inputs: { flow: 'node-1.flow' }, dwellSeconds: 0, holdOffSeconds: 0 };
    const ruleId = await bench.addRule({ type: 'expression', pointId: heat.id, params: expression });
    const first = bench.start();
    await sayFor(20 * SECOND, { heat: 30, flow: 10 });
    expect(await bench.alarms()).toMatchObject([{ direction: 'expression', value: 30, clearedAt: null }]);
    expect(await problems()).toEqual([]);
    await sayFor(20 * SECOND, { heat: 30, flow: 0 });
    expect(await problems()).toMatchObject([{ ruleId, kind: 'gives-no-number', detail: 'value / flow' }]);
    await restart(first);
    await sayFor(20 * SECOND, { flow: 0 });
    expect(await problems()).toMatchObject([{ kind: 'gives-no-number' }]);
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null }]);
    await sayFor(20 * SECOND, { heat: 15, flow: 10 });
    expect(await problems()).toEqual([]);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('says so when its parameters do not fit, and keeps the time over a restart', async () => {
    const pipe = await bench.addPoint('node-1', 'pipe');
    const ruleId = await bench.addRule({ type: 'rate', pointId: pipe.id, params: { windowSeconds: 'long' } });
    const first = bench.start();
    await bench.pass(3 * SECOND);
    const [problem] = await problems();
    expect(problem).toMatchObject({ ruleId, kind: 'invalid-params' });
    await restart(first);
    await bench.pass(5 * SECOND);
    expect(await problems()).toEqual([problem]);
    await bench.addRule({ id: ruleId, type: 'rate', pointId: pipe.id, params: { windowSeconds: 900, warning: 5 } });
    await bench.pass(3 * SECOND);
    expect(await problems()).toEqual([]);
  });
});
