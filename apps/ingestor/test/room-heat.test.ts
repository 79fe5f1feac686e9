import { heatParts, type RedundancyGroup, roomCoolingByCode } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, NOON, SECOND, SITE } from './bench.ts';

const [RUNNING, FAULT] = [1, 3] as const;
const HALL = '00000000-0000-4000-8000-0000000000aa';
const COOLERS = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

/** A hall with two coolers of which one is needed, an inlet, and the points that hold its minutes. */
async function hall() {
  await bench.store.site.transaction(async (tx) => {
    await tx.putLocation({
      ...{ id: HALL, siteId: SITE, parentId: null, kind: 'room', slug: 'hall', name: 'Hall' },
      ...{ thermalClass: 'A1', plan: null, sortOrder: 0 },
    });
    for (const [n, id] of COOLERS.entries())
      await tx.putEquipment({
        id,
        siteId: SITE,
        locationId: HALL,
        kind: 'cooler',
        slug: `crah-${n}`,
        name: `CRAH ${n}`,
        rating: null,
        fedBy: [],
      });
  });
  const group: RedundancyGroup = {
    scheme: { by: 'spare', spare: 1 },
    need: { by: 'count', units: 1 },
    members: COOLERS.map((id) => ({ kind: 'equipment', id, capacity: 1, derating: 0 })),
  };
  for (const [n, equipmentId] of COOLERS.entries())
    await bench.addPoint('node-1', `c${n}`, { quantity: 'cooler-state', equipmentId, locationId: HALL });
  await bench.addPoint('node-1', 'inlet', { quantity: 'inlet-temperature', locationId: HALL });
  await bench.addPoint(null, null, { quantity: 'redundancy', locationId: HALL, derivedFrom: { kind: 'redundancy', group } });
  const points: Record<string, number> = {};
  for (const [part, quantity] of Object.entries(heatParts)) {
    const about = {
      quantity,
      locationId: HALL,
      derivedFrom: { kind: 'minutes-left' as const },
      intervalSeconds: 60,
      staleSeconds: 180,
    };
    points[part] = (await bench.addPoint(null, null, about)).id;
  }
  const [rule] = quantityById(heatParts.earliest)?.defaults ?? [];
  if (rule) await bench.addRule({ ...rule, pointId: points['earliest'] ?? 0 });
  const held = async (part: string) => (await bench.stateOf(points[part] ?? 0))?.value ?? null;
  return {
    state: async () => roomCoolingByCode((await held('state')) ?? -1),
    minutes: async () => [await held('earliest'), await held('latest')] as const,
    episodes: async () => (await bench.store.thermal.episodes(HALL, 10)).map(({ episode }) => episode),
  };
}

/** What coolers and inlet say every ten seconds for a while; `celsius` by minutes since its beginning. */
async function run(minutes: number, cooler: number, celsius: (minutes: number) => number) {
  for (let step = 0; step < minutes * 6; step += 1) {
    const inlet = Math.round((celsius(step / 6) + 0.05 * Math.sin(step * 7)) * 100) / 100;
    bench.broker.publish('wachter/v1/node-1/data', data(++seq, Date.now(), { c0: cooler, c1: cooler, inlet }));
    await bench.pass(10 * SECOND);
  }
}

const cool = () => 22;
/** At 1.2 K/min at first it levels off 40 K higher: 32 °C comes after 9.6 minutes. */
const warming = (minutes: number) => 22 + 40 * (1 - Math.exp((-1.2 * minutes) / 40));
const warmingFrom = (minute: number) => (minutes: number) => warming(minute + minutes);

/** Ends the process in order, while the time goes on. */
async function end(ingestor: ReturnType<Bench['start']>) {
  const ended = ingestor.stop();
  await bench.pass(5 * SECOND);
  await ended;
}

describe('minutes left of a room', () => {
  it('are refused at first, counted once the room was watched long enough, and alarmed when they run out', async () => {
    const room = await hall();
    bench.start();
    await run(3, RUNNING, cool);
    expect(await room.state()).toBe('kept');
    expect(await room.minutes()).toEqual([null, null]);
    await run(1, FAULT, warming);
    expect(await room.state()).toBe('too-little');
    await run(3, FAULT, warmingFrom(1));
    expect(await room.state()).toBe('counting');
    const [earliest, latest] = await room.minutes();
    expect(earliest).toBeGreaterThan(3);
    expect(earliest).toBeLessThan(5.7);
    expect(latest).toBeGreaterThan(5.5);
    await run(3, FAULT, warmingFrom(4));
    expect(await bench.alarms()).toMatchObject([{ level: 'critical', clearedAt: null }]);
    await run(4, FAULT, warmingFrom(7));
    expect(await room.state()).toBe('exceeded');
    const [since, same] = await room.minutes();
    expect(since).toBe(same);
    expect(since).toBeLessThan(0);
    expect(since).toBeGreaterThan(-2.5);
  });

  it('are learned from a loss that is over, known before the next one, and end their alarm', async () => {
    const room = await hall();
    bench.start();
    await run(3, RUNNING, cool);
    await run(7, FAULT, warming);
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null }]);
    await run(2, RUNNING, (minutes) => 29 - 3.5 * minutes);
    await run(5, RUNNING, cool);
    const [episode] = await room.episodes();
    expect(episode).toMatchObject({ quality: 'good', coolingLeft: 0 });
    const [earliest, latest] = await room.minutes();
    expect(earliest).toBeGreaterThan(5.5);
    expect(earliest).toBeLessThan(9.6);
    expect(latest).toBeGreaterThan(9.6);
    expect((await bench.alarms()).every(({ clearedAt }) => clearedAt !== null)).toBe(true);
    await run(0.5, FAULT, warming);
    expect(await room.state()).toBe('counting');
  });

  it('go on after a death in the middle of a loss, from storage alone', async () => {
    const room = await hall();
    const first = bench.start();
    await run(3, RUNNING, cool);
    await run(4, FAULT, warming);
    await end(first);
    bench.start();
    await run(0.5, FAULT, warmingFrom(4.1));
    expect(await room.state()).toBe('counting');
    expect((await room.minutes())[0]).toBeGreaterThan(3);
  });

  it('are learned anew when what was said meanwhile comes late', async () => {
    const room = await hall();
    const first = bench.start();
    await run(3, RUNNING, cool);
    const silentFrom = Date.now();
    for (let step = 0; step < 36; step += 1) {
      bench.broker.publish('wachter/v1/node-1/data', data(++seq, Date.now(), { c0: FAULT, c1: FAULT }));
      await bench.pass(10 * SECOND);
    }
    await run(5, RUNNING, cool);
    expect(await room.episodes()).toHaveLength(1);
    expect((await room.episodes())[0]?.quality).not.toBe('good');
    for (let step = 0; step < 36; step += 1)
      bench.broker.publish('wachter/v1/node-1/data', data(++seq, silentFrom + step * 10 * SECOND, { inlet: warming(step / 6) }));
    await run(0.5, RUNNING, cool);
    await end(first);
    bench.start();
    await run(0.5, RUNNING, cool);
    expect((await room.episodes()).map(({ quality }) => quality)).toEqual(['good']);
  });
});
