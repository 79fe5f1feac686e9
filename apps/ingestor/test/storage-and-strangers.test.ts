import type { IngestBatch, Store } from '@wachter/services';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
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

const away = () => Promise.reject(Object.assign(new Error('connection refused'), { retryable: true }));

/** Storage that can go away and come back. */
function fickle(store: Store): { readonly store: Store; isAway: boolean } {
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function'
          ? (...given: unknown[]) => (line.isAway ? away() : member.apply(target, given))
          : member;
      },
    });
  const line = {
    isAway: false,
    store: { ...store, ingest: guard(store.ingest), lease: guard(store.lease), maintenance: guard(store.maintenance) },
  };
  return line;
}

/** Storage that refuses every batch for which `isPoison` holds. */
const refusing = (store: Store, isPoison: (batch: IngestBatch) => boolean): Store => ({
  ...store,
  ingest: {
    ...store.ingest,
    commit: (batch) => (isPoison(batch) ? Promise.reject(new Error('invalid byte sequence')) : store.ingest.commit(batch)),
  },
});

describe('storage that fails', () => {
  it('puts one poison message away and stores the 999 others (M06)', async () => {
    const point = await bench.addPoint('node-1', 't', { quantity: 'power' });
    const isPoison = (batch: IngestBatch) => batch.readings.some(({ value }) => value === 666);
    bench.start({ store: refusing(bench.store, isPoison) });
    await bench.pass(100);
    for (let seq = 1; seq <= 1_000; seq++) bench.broker.publish(TOPIC, data(seq, NOON - 1_000 + seq, { t: seq }));
    await bench.pass(5 * SECOND);
    const values = await bench.values(point.id);
    expect(values.length).toBe(999);
    expect(values).not.toContain(666);
    expect(await bench.store.quarantine.list({ limit: 10 })).toMatchObject([{ kind: 'storage-refused', topic: TOPIC }]);
    expect(bench.broker.unacknowledged()).toBe(0);
  });

  it('stores the readings although storage refuses what a rule wrote, and says that something is wrong', async () => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({
      type: 'limit',
      pointId: point.id,
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 },
    });
    const ingestor = bench.start({ store: refusing(bench.store, ({ alarms }) => alarms.length > 0) });
    await bench.pass(100);
    for (let seq = 1; seq <= 10; seq++) bench.broker.publish(TOPIC, data(seq, NOON - 100 + seq, { t: 25 + seq }));
    await bench.pass(5 * SECOND);
    expect((await bench.values(point.id)).length).toBe(10);
    expect(await bench.store.quarantine.list({ limit: 10 })).toEqual([]);
    expect(ingestor.status().problem).toContain('refused alarms');
  });

  it('acknowledges nothing while storage is away, holds a bounded number, and stores all when it is back (R06)', async () => {
    const point = await bench.addPoint('node-1', 't');
    const line = fickle(bench.store);
    const ingestor = bench.start({ store: line.store, maxUnacked: 50 });
    await bench.pass(2 * SECOND);
    line.isAway = true;
    const before = bench.broker.acknowledged.length;
    for (let seq = 1; seq <= 200; seq++) {
      bench.broker.publish(TOPIC, data(seq, Date.now(), { t: 20 }));
      await bench.pass(SECOND);
    }
    expect(bench.broker.acknowledged.length).toBe(before);
    expect(ingestor.status().unacked.messages).toBe(50);
    expect(ingestor.status().standing).toBe('doubtful');
    expect(ingestor.status().problem).toContain('database');
    line.isAway = false;
    await bench.pass(5 * SECOND);
    expect((await bench.values(point.id)).length).toBe(200);
    expect(bench.broker.unacknowledged()).toBe(0);
    expect(ingestor.status().problem).toBeNull();
  });

  it('says once a second that it is alive, also when nothing comes', async () => {
    bench.start();
    await bench.pass(10 * SECOND);
    const health = await bench.store.live.health();
    expect(health.isBrokerConnected).toBe(true);
    expect(Date.now() - (health.ingestAliveAt ?? 0)).toBeLessThanOrEqual(SECOND);
  });
});

describe('two ingestors', () => {
  it('has one that leads and one that takes over with everything unacknowledged (H01)', async () => {
    const point = await bench.addPoint('node-1', 't');
    const line = fickle(bench.store);
    const first = bench.start({ store: line.store, holder: 'first' });
    await bench.pass(SECOND);
    const second = bench.start({ holder: 'second' });
    await bench.pass(5 * SECOND);
    expect([first.status().standing, second.status().standing]).toEqual(['leading', 'standby']);
    bench.broker.publish(TOPIC, data(1, Date.now(), { t: 20 }));
    await bench.pass(SECOND);
    line.isAway = true;
    bench.broker.publish(TOPIC, data(2, Date.now(), { t: 21 }));
    await bench.pass(10 * SECOND);
    expect([first.status().standing, second.status().standing]).toEqual(['doubtful', 'leading']);
    expect(await bench.values(point.id)).toEqual([20, 21]);
    line.isAway = false;
    await bench.pass(5 * SECOND);
    expect([first.status().standing, second.status().standing]).toEqual(['standby', 'leading']);
    bench.broker.publish(TOPIC, data(3, Date.now(), { t: 22 }));
    await bench.pass(SECOND);
    expect(await bench.values(point.id)).toEqual([20, 21, 22]);
  });

  it('hands over at once when the leader ends in order', async () => {
    const first = bench.start({ holder: 'first' });
    await bench.pass(SECOND);
    const second = bench.start({ holder: 'second' });
    await bench.pass(SECOND);
    const stopping = first.stop();
    await bench.pass(1_200);
    await stopping;
    expect(second.status().standing).toBe('leading');
  });
});

describe('clocks that are wrong (M10)', () => {
  const speak = async (offset: number, count: number, value = 20) => {
    for (let n = 0; n < count; n++) {
      bench.broker.publish(TOPIC, data(++seq, Date.now() + offset, { t: value }));
      await bench.pass(10 * SECOND);
    }
  };
  let seq = 0;
  beforeEach(() => {
    seq = 0;
  });

  it.each([
    ['two hours behind', -120 * MINUTE],
    ['two hours ahead', 120 * MINUTE],
  ])('%s: measured, marked, and still guarding the room', async (_, offset) => {
    const point = await bench.addPoint('node-1', 't');
    await bench.addRule({
      type: 'limit',
      pointId: point.id,
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 },
    });
    bench.start();
    await bench.pass(SECOND);
    await speak(offset, 6);
    await speak(offset, 2, 29);
    expect((await bench.deviceState('node-1'))?.skewMs).toBeCloseTo(offset, -3);
    const state = await bench.stateOf(point.id);
    expect(state).toMatchObject({ value: 29, quality: { level: 'uncertain', reason: 'clock-skew' } });
    expect(Date.now() - (state?.receivedAt ?? 0)).toBeLessThan(15 * SECOND);
    expect((await bench.alarms()).filter(({ clearedAt, isLate }) => clearedAt === null && !isLate)).toHaveLength(1);
    expect((await bench.values(point.id)).length).toBe(8);
  });

  it('1970: taken by arrival and marked', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(SECOND);
    bench.broker.publish(TOPIC, data(1, 5_000, { t: 20 }));
    await bench.pass(SECOND);
    expect(await bench.stateOf(point.id)).toMatchObject({
      value: 20,
      quality: { reason: 'clock-skew' },
      observedAt: NOON + SECOND,
    });
  });

  it('a backlog is no wrong clock: it stays history', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(SECOND);
    for (let n = 1; n <= 360; n++) bench.broker.publish(TOPIC, data(n, NOON - 61 * MINUTE + n * 10 * SECOND, { t: 20 }));
    await bench.pass(SECOND);
    expect((await bench.values(point.id)).length).toBe(360);
    expect((await bench.deviceState('node-1'))?.skewMs).toBeNull();
    expect(await bench.stateOf(point.id)).toBeUndefined();
  });
});

describe('strangers', () => {
  it('takes an unknown device into the inbox, stores what it says, and alarms nothing', async () => {
    bench.start();
    await bench.pass(SECOND);
    bench.broker.publish('wachter/v1/stranger/data', data(1, Date.now(), { 'inlet-top': 45.5 }));
    await bench.pass(SECOND);
    expect(await bench.store.site.device('stranger')).toMatchObject({ status: 'new', dialect: 'native' });
    const [point] = await bench.store.site.points({ deviceId: 'stranger' });
    expect(point).toMatchObject({ status: 'new', channel: 'inlet-top', quantity: 'inlet-temperature' });
    expect(await bench.values(point?.id ?? 0)).toEqual([45.5]);
    expect((await bench.deviceState('stranger'))?.lastPayload).toContain('inlet-top');
  });

  it('keeps the inbox bounded while ids rain down, and the others go on (M11)', async () => {
    const point = await bench.addPoint('node-1', 't');
    bench.start();
    await bench.pass(SECOND);
    for (let second = 0; second < 60; second++) {
      for (let n = 0; n < 50; n++) bench.broker.publish(`wachter/v1/rain-${second}-${n}/data`, data(1, Date.now(), { t: 20 }));
      bench.broker.publish(TOPIC, data(second + 1, Date.now(), { t: 20 }));
      await bench.pass(SECOND);
    }
    const devices = (await bench.store.site.devices()).filter(({ status }) => status === 'new').length;
    expect(devices).toBeGreaterThan(300);
    expect(devices).toBeLessThanOrEqual(405);
    expect((await bench.values(point.id)).length).toBe(60);
    const refused = (await bench.store.quarantine.counts()).filter(({ kind }) => kind === 'inbox-full');
    expect(refused.reduce((sum, { count }) => sum + count, 0)).toBe(3_000 - devices);
  }, 60_000);

  it('bounds the new points of one device', async () => {
    bench.start();
    await bench.pass(SECOND);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`channel-${index}`, index]));
    bench.broker.publish('wachter/v1/chatty/data', data(1, Date.now(), many));
    await bench.pass(SECOND);
    expect((await bench.store.site.points({ deviceId: 'chatty' })).length).toBe(64);
  });

  it('counts an ignored device and stores nothing of it; refuses a blocked one', async () => {
    await bench.addDevice('quiet', { status: 'ignored' });
    await bench.addDevice('bad', { status: 'blocked' });
    const quiet = await bench.addPoint('quiet', 't');
    const bad = await bench.addPoint('bad', 't');
    bench.start();
    await bench.pass(SECOND);
    for (const id of ['quiet', 'bad']) bench.broker.publish(`wachter/v1/${id}/data`, data(1, Date.now(), { t: 20 }));
    await bench.pass(SECOND);
    expect([await bench.values(quiet.id), await bench.values(bad.id)]).toEqual([[], []]);
    expect((await bench.deviceState('quiet'))?.messages).toBe(1);
    expect(await bench.store.quarantine.list({ limit: 10 })).toMatchObject([{ kind: 'blocked', deviceId: 'bad' }]);
    expect(bench.broker.published.map(({ topic }) => topic)).toEqual(['wachter/v1/quiet/ack']);
  });

  it('keeps events it cannot place yet, whole and in sight', async () => {
    bench.start();
    await bench.pass(SECOND);
    bench.broker.publish('wachter/v1/node-1/event', {
      boot: 'boot-a',
      seq: 1,
      t: Date.now(),
      type: 'door-forced',
      door: 'hall-a',
    });
    await bench.pass(SECOND);
    const [event] = await bench.store.quarantine.list({ limit: 10 });
    expect(event).toMatchObject({ kind: 'event-unsupported', deviceId: 'node-1' });
    expect(event?.excerpt).toContain('door-forced');
    expect(bench.broker.unacknowledged()).toBe(0);
  });

  it('takes what comes again after a reconnect, without a device clock, for the same', async () => {
    await bench.addDevice('tasmota/demo', { dialect: 'tasmota' });
    const line = fickle(bench.store);
    bench.start({ store: line.store });
    await bench.pass(SECOND);
    line.isAway = true;
    bench.broker.publish('tele/demo/SENSOR', '{"Time":"2017-02-16T10:13:52","DS18B20":{"Temperature":20.6}}');
    await bench.pass(SECOND);
    bench.broker.drop();
    await bench.pass(SECOND);
    line.isAway = false;
    await bench.pass(5 * SECOND);
    const [point] = await bench.store.site.points({ deviceId: 'tasmota/demo' });
    expect(await bench.values(point?.id ?? 0)).toEqual([20.6]);
    expect(bench.broker.unacknowledged()).toBe(0);
  });
});
