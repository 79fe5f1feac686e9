import { quantityById, type RedundancyGroup, redundancyCode } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND, SITE } from './bench.ts';

const [RUNNING, FAULT] = [1, 3];
let bench: Bench;
let seq = 0;
const things = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('node-1');
});
afterEach(() => vi.useRealTimers());

const say = (states: readonly number[]) =>
  bench.broker.publish(
    'wachter/v1/node-1/data',
    data(++seq, Date.now(), Object.fromEntries(states.map((state, n) => [`c${n}`, state]))),
  );

/** What the coolers say, every ten seconds for a while. */
async function sayFor(ms: number, states: readonly number[]) {
  for (let passed = 0; passed < ms; passed += 10 * SECOND) {
    say(states);
    await bench.pass(10 * SECOND);
  }
}

/** Three coolers of which two are needed, as a group with the rules that such a point gets. */
async function coolers(locationId: string | null = null) {
  for (const [n, equipmentId] of things.entries()) {
    await bench.store.site.transaction((tx) =>
      tx.putEquipment({
        ...{ id: equipmentId, siteId: SITE, locationId: null },
        kind: 'cooler',
        slug: `crah-${n}`,
        name: `CRAH ${n}`,
        rating: null,
        fedBy: [],
      }),
    );
    await bench.addPoint('node-1', `c${n}`, {
      ...{ quantity: 'cooler-state', equipmentId, locationId, intervalSeconds: 10, staleSeconds: 60 },
    });
  }
  const group: RedundancyGroup = {
    scheme: { by: 'spare', spare: 1 },
    need: { by: 'count', units: 2 },
    members: things.map((id) => ({ kind: 'equipment', id, capacity: 1, derating: 0 })),
  };
  const point = await bench.addPoint(null, null, {
    ...{ quantity: 'redundancy', intervalSeconds: 60, staleSeconds: 180, derivedFrom: { kind: 'redundancy', group } },
    locationId,
  });
  const [rule] = quantityById('redundancy')?.defaults ?? [];
  if (rule) await bench.addRule({ ...rule, pointId: point.id });
  bench.start();
  await bench.pass(5 * SECOND);
  return async () => {
    const value = (await bench.stateOf(point.id))?.value;
    return quantityById('redundancy')?.states?.find(({ code }) => code === value)?.id;
  };
}

/** Work of an hour from noon on. */
const filters = {
  ...{ id: 'f0000000-0000-4000-8000-000000000001', siteId: SITE, name: 'Filters', startsAt: NOON, durationMinutes: 60 },
  ...{ recurrence: null, reason: 'yearly', workOrder: null, createdAt: NOON, createdBy: 'ada' },
  ...{ cancelledAt: null, cancelledBy: null },
};

describe('a redundancy group', () => {
  it('says unverified before anybody has spoken, then what is so, within two seconds of a change', async () => {
    const state = await coolers();
    expect(await state()).toBe('unverified');
    await sayFor(30 * SECOND, [RUNNING, RUNNING, RUNNING]);
    expect(await state()).toBe('redundant');
    say([FAULT, RUNNING, RUNNING]);
    await bench.pass(2 * SECOND);
    expect(await state()).toBe('no-margin');
  });

  it('raises the loss of the spare although the service runs, worsens it, and ends it', async () => {
    await coolers();
    await sayFor(30 * SECOND, [RUNNING, RUNNING, RUNNING]);
    await sayFor(MINUTE, [FAULT, RUNNING, RUNNING]);
    expect(await bench.alarms()).toMatchObject([{ level: 'warning', clearedAt: null }]);
    await sayFor(MINUTE, [FAULT, FAULT, RUNNING]);
    expect(await bench.alarms()).toMatchObject([{ level: 'critical', clearedAt: null, activation: 2 }]);
    await sayFor(20 * SECOND, [RUNNING, RUNNING, RUNNING]);
    expect((await bench.alarms())[0]?.clearedAt).not.toBeNull();
  });

  it('is an element of a chain, whose state is a value and an alarm like its own', async () => {
    await coolers();
    const group = (await bench.store.site.points()).find(({ quantity }) => quantity === 'redundancy');
    const derivedFrom = { kind: 'redundancy-chain' as const, chain: { paths: [{ name: 'A', groups: [String(group?.id)] }] } };
    const chain = await bench.addPoint(null, null, {
      quantity: 'redundancy',
      intervalSeconds: 60,
      staleSeconds: 180,
      derivedFrom,
    });
    const [rule] = quantityById('redundancy')?.defaults ?? [];
    const ruleId = rule ? await bench.addRule({ ...rule, pointId: chain.id }) : '';
    await sayFor(30 * SECOND, [RUNNING, RUNNING, RUNNING]);
    expect((await bench.stateOf(chain.id))?.value).toBe(redundancyCode({ state: 'no-margin', isPlanned: false }));
    await sayFor(MINUTE, [FAULT, FAULT, RUNNING]);
    expect((await bench.stateOf(chain.id))?.value).toBe(redundancyCode({ state: 'insufficient', isPlanned: false }));
    expect((await bench.alarms()).filter((alarm) => alarm.ruleId === ruleId)).toMatchObject([
      { level: 'critical', withheld: 'none' },
    ]);
  });

  it('is not vouched for when a member falls silent, and an alarm it has is not ended by that', async () => {
    const state = await coolers();
    await sayFor(20 * SECOND, [FAULT, RUNNING, RUNNING]);
    await sayFor(2 * MINUTE, [FAULT, RUNNING]);
    expect(await state()).toBe('unverified');
    expect(await bench.alarms()).toMatchObject([{ clearedAt: null }]);
  });

  it('is written once an interval although nothing changes: a gap means that nobody was watching', async () => {
    const state = await coolers();
    await sayFor(5 * MINUTE, [RUNNING, RUNNING, RUNNING]);
    expect(await state()).toBe('redundant');
    const point = (await bench.store.site.points()).find(({ quantity }) => quantity === 'redundancy');
    expect((await bench.values(point?.id ?? 0)).length).toBeGreaterThanOrEqual(5);
  });

  it('is not excused by work on the whole room of its members: planned is its colour, and the alarm is told', async () => {
    const hall = '00000000-0000-4000-8000-0000000000aa';
    await bench.store.site.transaction((tx) =>
      tx.putLocation({
        ...{ id: hall, siteId: SITE, parentId: null, kind: 'room', slug: 'hall', name: 'Hall' },
        ...{ thermalClass: null, plan: null, sortOrder: 0 },
      }),
    );
    const state = await coolers(hall);
    await sayFor(20 * SECOND, [RUNNING, RUNNING, RUNNING]);
    await bench.store.site.transaction((tx) => tx.putWindow({ ...filters, scopeKind: 'location', scopeId: hall }));
    await sayFor(20 * SECOND, [RUNNING, RUNNING, RUNNING]);
    expect(await state()).toBe('insufficient-planned');
    expect(await bench.alarms()).toMatchObject([{ level: 'critical', withheld: 'none', clearedAt: null }]);
  });

  it('is quiet where somebody means the group itself', async () => {
    await coolers();
    const point = (await bench.store.site.points()).find(({ quantity }) => quantity === 'redundancy');
    await bench.store.site.transaction((tx) => tx.putWindow({ ...filters, scopeKind: 'point', scopeId: String(point?.id) }));
    await sayFor(MINUTE, [FAULT, RUNNING, RUNNING]);
    expect(await bench.alarms()).toMatchObject([{ withheld: 'suppressed' }]);
  });

  it('colours announced work and still raises the alarm', async () => {
    const state = await coolers();
    await sayFor(20 * SECOND, [RUNNING, RUNNING, RUNNING]);
    await bench.store.site.transaction((tx) => tx.putWindow({ ...filters, scopeKind: 'equipment', scopeId: things[0] ?? '' }));
    await sayFor(20 * SECOND, [RUNNING, RUNNING, RUNNING]);
    expect(await state()).toBe('no-margin-planned');
    expect(await bench.alarms()).toMatchObject([{ level: 'warning', withheld: 'none' }]);
  });
});
