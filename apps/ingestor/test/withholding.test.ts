import type { Withholding } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';

const TOPIC = 'wachter/v1/node-1/data';
const HIGH = { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 };
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

const say = (t: number) => bench.broker.publish(TOPIC, data(++seq, Date.now(), { t }));
const put = (withholding: Withholding) => bench.store.site.transaction((tx) => tx.putWithholding(withholding));
const shelving = (siteId: string, ruleId: string, minutes: number): Withholding => ({
  ...{ id: '0197a000-0000-7000-8000-0000000000aa', siteId, kind: 'shelved', scopeKind: 'rule', scopeId: ruleId },
  ...{ fromAt: Date.now(), untilAt: Date.now() + minutes * MINUTE, reason: 'filters', workOrder: null, createdAt: Date.now() },
  ...{ createdBy: 'Ada', source: 'web', endedAt: null, endedBy: null, remindedAt: null, createdByUser: null },
});

async function hotPoint() {
  const point = await bench.addPoint('node-1', 't');
  const ruleId = await bench.addRule({ type: 'limit', pointId: point.id, params: HIGH });
  const ingestor = bench.start();
  await bench.pass(5 * SECOND);
  say(29);
  await bench.pass(2 * SECOND);
  const alarm = async () => (await bench.alarms()).find((one) => one.ruleId === ruleId);
  const opened = await alarm();
  if (!opened) throw new Error('no alarm');
  return { ingestor, ruleId, alarm, opened };
}
const kinds = async (alarmId: string) => (await bench.store.alarms.journal(alarmId)).map(({ kind, actor }) => [kind, actor]);

describe('withholding', () => {
  it('A15: shelved, killed over the end, back on time and unacknowledged', async () => {
    const { ingestor, ruleId, alarm, opened } = await hotPoint();
    await bench.store.alarms.acknowledge({ alarmId: opened.id, activation: 1 }, { actor: 'Ada', comment: null, now: Date.now() });
    await put(shelving(opened.siteId, ruleId, 60));
    await bench.pass(3 * SECOND);
    expect(await alarm()).toMatchObject({ withheld: 'shelved', activation: 1 });
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    await bench.pass(2 * 60 * MINUTE);
    bench.start();
    await bench.pass(3 * SECOND);
    expect(await alarm()).toMatchObject({ withheld: 'none', activation: 2, acknowledgedActivation: 1 });
    expect(await kinds(opened.id)).toEqual([
      ['raised', 'engine'],
      ['acknowledged', 'Ada'],
      ['shelved', 'Ada'],
      ['unshelved', 'engine'],
    ]);
  });

  it('goes on under a restart while it lasts, and ends by the word of a person', async () => {
    const { ingestor, ruleId, alarm, opened } = await hotPoint();
    const withholding = shelving(opened.siteId, ruleId, 60);
    await put(withholding);
    await bench.pass(3 * SECOND);
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    bench.start();
    await bench.pass(3 * SECOND);
    expect(await alarm()).toMatchObject({ withheld: 'shelved', activation: 1 });
    await put({ ...withholding, endedAt: Date.now(), endedBy: 'Bob' });
    await bench.pass(3 * SECOND);
    expect(await alarm()).toMatchObject({ withheld: 'none', activation: 2 });
    expect((await kinds(opened.id)).slice(1)).toEqual([
      ['shelved', 'Ada'],
      ['unshelved', 'Bob'],
    ]);
  });

  it('records what comes and goes in a maintenance window as suppressed', async () => {
    const { opened } = await hotPoint();
    say(22);
    await bench.pass(2 * SECOND);
    await bench.store.alarms.acknowledge({ alarmId: opened.id, activation: 1 }, { actor: 'Ada', comment: null, now: Date.now() });
    const window = {
      ...{ id: '0197a000-0000-7000-8000-0000000000ab', siteId: opened.siteId, name: 'Service', scopeKind: 'device' as const },
      ...{ scopeId: 'node-1', startsAt: Date.now(), durationMinutes: 30, recurrence: null, reason: 'service', workOrder: null },
      ...{ createdAt: Date.now(), createdBy: 'Ada', cancelledAt: null, cancelledBy: null },
    };
    await bench.store.site.transaction((tx) => tx.putWindow(window));
    await bench.pass(3 * SECOND);
    say(30);
    await bench.pass(2 * SECOND);
    const second = (await bench.alarms()).find(({ id }) => id !== opened.id);
    expect(second).toMatchObject({ withheld: 'suppressed', withheldBy: window.id, clearedAt: null });
    expect((await bench.alarms()).find(({ id }) => id === opened.id)?.withheld).toBe('none');
    const rows = await bench.store.alarms.journal(second?.id ?? '');
    expect(rows.slice(0, 2).map(({ kind, comment }) => [kind, comment])).toEqual([
      ['raised', null],
      ['suppressed', 'Service: service'],
    ]);
  });

  it('lets an acknowledgement run out (A10)', async () => {
    const { alarm, opened } = await hotPoint();
    const by = { actor: 'Ada', comment: null, now: Date.now(), holdMinutes: 5 };
    await bench.store.alarms.acknowledge({ alarmId: opened.id, activation: 1 }, by);
    await bench.pass(4 * MINUTE);
    expect(await alarm()).toMatchObject({ activation: 1 });
    await bench.pass(MINUTE + 2 * SECOND);
    expect(await alarm()).toMatchObject({ activation: 2, acknowledgedActivation: 1 });
    expect((await kinds(opened.id)).at(-1)).toEqual(['acknowledgement-expired', 'engine']);
  });
});

describe('a gateway that is the cause', () => {
  const online = (isOnline: boolean) => bench.broker.publish('wachter/v1/node-1/status', { online: isOnline });

  it('A06: is told alone; what hangs on it is suppressed under it and comes back with it', async () => {
    const points = [];
    for (const channel of ['a', 'b', 'c']) points.push(await bench.addPoint('node-1', channel));
    for (const { id } of points) await bench.addRule({ type: 'stale', pointId: id, params: { afterSeconds: 60 } });
    await bench.addRule({ type: 'device-offline', deviceId: 'node-1', params: { afterSeconds: 30 } });
    const limit = await bench.addRule({ type: 'limit', pointId: points[0]?.id ?? 0, params: HIGH });
    bench.start();
    await bench.pass(5 * SECOND);
    const all = (value: number) => bench.broker.publish(TOPIC, data(++seq, Date.now(), { a: value, b: 20, c: 20 }));
    all(29);
    await bench.pass(2 * SECOND);
    online(false);
    await bench.pass(5 * MINUTE);
    const alarms = await bench.alarms();
    const root = alarms.find(({ deviceId, pointId }) => pointId === null && deviceId === 'node-1');
    expect(root).toMatchObject({ withheld: 'none', clearedAt: null });
    const told = alarms.filter(({ withheld }) => withheld === 'none').map(({ ruleId }) => ruleId);
    expect(new Set(told)).toEqual(new Set([limit, root?.ruleId]));
    const under = alarms.filter(({ withheldBy }) => withheldBy === root?.id);
    expect(under).toHaveLength(3);
    expect(new Set(under.map(({ activation }) => activation))).toEqual(new Set([1]));
    for (const { id } of under) {
      expect(await kinds(id)).toEqual([
        ['raised', 'engine'],
        ['suppressed', 'engine'],
      ]);
    }
    online(true);
    all(22);
    await bench.pass(5 * SECOND);
    expect((await bench.alarms()).filter(({ clearedAt, withheld }) => clearedAt === null && withheld === 'none')).toEqual([]);
  });

  it.each([
    ['its power feed is lost', false],
    ['what feeds its power feed is lost', true],
  ])('is suppressed itself, with all behind it, when %s: the feed is told alone, and measuring goes on', async (_, isBehind) => {
    await bench.addDevice('meter');
    const pdu = '00000000-0000-7000-8000-00000000feed';
    const strip = '00000000-0000-7000-8000-00000000feee';
    const [site] = await bench.store.site.sites();
    const device = await bench.store.site.device('node-1');
    if (!site || !device) throw new Error('no site');
    await bench.store.site.transaction(async (tx) => {
      const thing = { siteId: site.id, locationId: null, kind: 'pdu' as const, rating: null };
      await tx.putEquipment({ ...thing, id: pdu, slug: 'pdu-1', name: 'PDU 1', fedBy: [] });
      await tx.putEquipment({ ...thing, id: strip, slug: 'strip-1', name: 'Strip 1', fedBy: [pdu] });
      await tx.putDevice({ ...device, fedById: isBehind ? strip : pdu });
    });
    const volts = await bench.addPoint('meter', 'v', { equipmentId: pdu, quantity: 'voltage' });
    const low = { low: { critical: 180 }, hysteresis: 5, dwellSeconds: 0, holdOffSeconds: 0 };
    const feedRule = await bench.addRule({ type: 'limit', pointId: volts.id, params: low, priority: 'critical' });
    for (const channel of ['a', 'b']) {
      const { id } = await bench.addPoint('node-1', channel);
      await bench.addRule({ type: 'stale', pointId: id, params: { afterSeconds: 60 } });
    }
    await bench.addRule({ type: 'device-offline', deviceId: 'node-1', params: { afterSeconds: 30 } });
    let meterSeq = 0;
    const feed = (v: number) => bench.broker.publish('wachter/v1/meter/data', data(++meterSeq, Date.now(), { v }));
    const node = () => bench.broker.publish(TOPIC, data(++seq, Date.now(), { a: 20, b: 20 }));
    bench.start();
    await bench.pass(5 * SECOND);
    feed(230);
    node();
    await bench.pass(5 * SECOND);
    feed(0);
    await bench.pass(3 * MINUTE);
    const root = (await bench.alarms()).find(({ ruleId }) => ruleId === feedRule);
    const under = (await bench.alarms()).filter(({ withheldBy }) => withheldBy === root?.id);
    expect(under).toHaveLength(3);
    expect(under.every(({ withheld, clearedAt }) => withheld === 'suppressed' && clearedAt === null)).toBe(true);
    expect((await bench.alarms()).filter(({ withheld }) => withheld === 'none').map(({ id }) => id)).toEqual([root?.id]);
    feed(230);
    node();
    await bench.pass(5 * SECOND);
    expect((await bench.alarms()).filter(({ clearedAt }) => clearedAt === null)).toEqual([]);
  });

  it('groups what begins together into one incident, named by the first', async () => {
    const points = [];
    for (const channel of ['a', 'b']) points.push(await bench.addPoint('node-1', channel));
    for (const { id } of points) await bench.addRule({ type: 'limit', pointId: id, params: HIGH });
    bench.start();
    await bench.pass(5 * SECOND);
    bench.broker.publish(TOPIC, data(++seq, Date.now(), { a: 29, b: 20 }));
    await bench.pass(20 * SECOND);
    bench.broker.publish(TOPIC, data(++seq, Date.now(), { a: 29, b: 30 }));
    await bench.pass(2 * SECOND);
    const alarms = (await bench.alarms()).toSorted((a, b) => a.raisedAt - b.raisedAt);
    expect(alarms.map(({ incidentId }) => incidentId)).toEqual([alarms[0]?.id, alarms[0]?.id]);
  });
});
