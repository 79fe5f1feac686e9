import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, NOON, SECOND } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const topic = fc.oneof(
  fc.constantFrom(
    'wachter/v1/node-1/data',
    'wachter/v1/node-1/birth',
    'wachter/v1/node-1/status',
    'wachter/v1/node-1/event',
    'zigbee2mqtt/lamp',
    'zigbee2mqtt/bridge/devices',
    'tele/demo/SENSOR',
    'tele/demo/LWT',
    'nut/ups',
    'spBv1.0/g/NDATA/n',
    'spBv1.0/g/DDATA/n/d',
    'any/thing',
  ),
  fc.string({ minLength: 1, maxLength: 30 }),
);
const payload = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json({ maxDepth: 4 }).map((text) => new Uint8Array(Buffer.from(text))),
  fc
    .record({
      boot: fc.constantFrom('a', 'b', '\u0000', ''),
      seq: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 2, 3, 2 ** 53)),
      lost: fc.option(fc.integer()),
      samples: fc.array(
        fc.record({
          t: fc.oneof(
            fc.constant(null),
            fc.integer({ min: NOON - 1e11, max: NOON + 1e11 }),
            fc.double(),
            fc.constantFrom(0, NOON),
          ),
          v: fc.dictionary(
            fc.string({ maxLength: 10 }),
            fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.string(), fc.constant(null)),
            {
              maxKeys: 5,
            },
          ),
          q: fc.dictionary(fc.string({ maxLength: 10 }), fc.string(), { maxKeys: 2 }),
        }),
        { maxLength: 4 },
      ),
    })
    .map((body) => new Uint8Array(Buffer.from(JSON.stringify(body)))),
);

describe('whatever comes', () => {
  it('is acknowledged once it is stored or put away, and what comes after it is stored', async () => {
    const point = await bench.addPoint('node-1', 'probe');
    const ingestor = bench.start();
    await bench.pass(SECOND);
    let seq = 1_000_000;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(topic, payload, fc.boolean()), { minLength: 1, maxLength: 10 }), async (messages) => {
        for (const [to, body, retain] of messages) bench.broker.publish(to, body, { retain });
        const now = Date.now();
        bench.broker.publish('wachter/v1/node-1/data', data(++seq, now, { probe: 20 }, 'probe-boot'));
        await bench.pass(20);
        expect(bench.broker.unacknowledged()).toBe(0);
        expect((await bench.store.history.raw(point.id, now, now + 1, 10)).length).toBe(1);
      }),
      { numRuns: 150 },
    );
    expect(ingestor.status()).toMatchObject({ standing: 'leading', problem: null });
  }, 60_000);
});
