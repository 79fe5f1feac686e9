import type { Store } from '@wachter/services';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
const never = () => new Promise<never>(() => undefined);
let bench: Bench;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

/** Storage as one process sees it: after its death it gets no answer any more. */
function mortal(store: Store, life: { isOver: boolean }): Store {
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function'
          ? (...given: unknown[]) => (life.isOver ? never() : member.apply(target, given))
          : member;
      },
    });
  return { ...store, ingest: guard(store.ingest), lease: guard(store.lease), maintenance: guard(store.maintenance) };
}

/** Twenty messages, and a death at the n-th boundary. Returns false when there were fewer boundaries than that. */
async function runWithDeathAt(n: number): Promise<boolean> {
  bench = await createBench();
  await bench.addDevice('node-1');
  const point = await bench.addPoint('node-1', 't');
  const rule = await bench.addRule({
    type: 'limit',
    pointId: point.id,
    params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 },
  });
  const life = { isOver: false };
  let crossed = 0;
  bench.start({
    store: mortal(bench.store, life),
    crossing: () => {
      crossed += 1;
      if (crossed !== n) return undefined;
      life.isOver = true;
      bench.broker.orphan();
      return never();
    },
  });
  await bench.pass(100);
  const began = Date.now();
  for (let seq = 1; seq <= 20; seq++) {
    bench.broker.publish(TOPIC, { ...data(seq, began + seq, { t: seq % 10 === 5 ? 30 : 20, fresh: seq }) });
    if (seq % 4 === 0) await bench.pass(250);
  }
  await bench.pass(10 * SECOND);
  if (life.isOver) bench.start();
  await bench.pass(10 * SECOND);
  expect((await bench.values(point.id)).length, `lost or doubled after a death at step ${n}`).toBe(20);
  expect(bench.broker.unacknowledged()).toBe(0);
  expect(await bench.deviceState('node-1')).toMatchObject({ contiguousSeq: 20, openGaps: 0 });
  const alarms = await bench.alarms();
  expect(alarms.length, `alarms after a death at step ${n}`).toBe(1);
  expect(alarms).toMatchObject([{ ruleId: rule, activation: 2 }]);
  const kinds = (await bench.store.alarms.journal(alarms[0]?.id ?? '')).map(({ kind }) => kind);
  expect(kinds).toEqual(['raised', 'cleared', 're-raised', 'chattering-began']);
  vi.clearAllTimers();
  return life.isOver;
}

describe('a process that dies', () => {
  it('loses nothing and does nothing twice, wherever it dies (R08)', async () => {
    let n = 1;
    while (await runWithDeathAt(n)) n += 1;
    expect(n).toBeGreaterThan(12);
  });
});
