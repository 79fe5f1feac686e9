import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bench, userWith } from '../../test/context.ts';
import { acknowledgeAlarms } from '../alarm/acknowledge.ts';
import { resetAlarm } from '../alarm/reset.ts';
import { shelveAlarm } from '../alarm/shelve.ts';
import type { Context } from '../context.ts';
import { batch, columns, hour, type MakeStore, makeWorld, minute, opened, T0, useStore, type World } from './fixture.contract.ts';
import type { Store } from './store.ts';

const by = (actor: string, now = T0 + minute) => ({ actor, comment: null, now, source: 'contract' });
const times = <T>(count: number, work: () => Promise<T>): readonly Promise<T>[] => Array.from({ length: count }, work);

async function openAlarm(store: Store, world: World, more: Parameters<typeof opened>[1] = {}): Promise<string> {
  const alarm = opened(world, more);
  await store.ingest.commit(batch(world.fence, { alarms: [alarm] }));
  return alarm.id;
}

const update = (store: Store, world: World, change: { readonly id: string } & Parameters<typeof columns>[0]) => {
  const { id, ...more } = change;
  return store.ingest.commit(batch(world.fence, { alarms: [{ kind: 'update', id, priority: 'high', columns: columns(more) }] }));
};

const trailOf = (store: Store, objectId: string) => store.people.auditTrail({ objectKind: 'alarm', objectId, limit: 200 });

function describeHolding(store: () => Store): void {
  it('lets an acknowledgement hold as long as asked for, else as the rule says, else as is usual, else for good', async () => {
    const world = await makeWorld(store());
    const held = async (minutes: { readonly holdMinutes?: number | null; readonly usualHoldMinutes?: number | null }) => {
      const alarmId = await openAlarm(store(), world, { clearedAt: T0 + 1 });
      const said = await store().alarms.acknowledge({ alarmId, activation: 1 }, { ...by('Ada'), ...minutes });
      const until = (await store().alarms.get(alarmId))?.acknowledgedUntil ?? null;
      expect(said).toMatchObject({ kind: 'acknowledged', alarm: { acknowledgedUntil: until } });
      return until === null ? null : until - (T0 + minute);
    };
    expect(await held({})).toBeNull();
    expect(await held({ holdMinutes: null, usualHoldMinutes: 40 })).toBe(40 * minute);
    await store().site.transaction((tx) => tx.putRule({ ...world.rule, acknowledgeHoldsMinutes: 20 }));
    expect(await held({ usualHoldMinutes: 40 })).toBe(20 * minute);
    expect(await held({ holdMinutes: 10, usualHoldMinutes: 40 })).toBe(10 * minute);
  });

  it('forgets how long an earlier acknowledgement held when a later raise is acknowledged', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    await store().alarms.acknowledge({ alarmId, activation: 1 }, { ...by('Ada'), holdMinutes: 30 });
    await update(store(), world, { id: alarmId, activation: 2 });
    await store().alarms.acknowledge({ alarmId, activation: 2 }, by('Bob'));
    expect(await store().alarms.get(alarmId)).toMatchObject({ acknowledgedActivation: 2, acknowledgedUntil: null });
  });
}

function describeTicks(store: () => Store): void {
  it('keeps who ticked a step first and when; the second person learns it; one audit row', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    const step = { alarmId, activation: 1, step: 0 };
    const tick = { ...step, at: T0 + minute, by: 'Ada' };
    expect(await store().alarms.tick(step, by('Ada'))).toEqual({ kind: 'ticked', tick });
    const second = await store().alarms.tick(step, by('Bob', T0 + hour));
    expect(second).toEqual({ kind: 'already-ticked', by: 'Ada', at: T0 + minute });
    expect(await store().alarms.ticks(alarmId)).toEqual([tick]);
    const after = { activation: 1, step: 0 };
    const row = { actor: 'Ada', action: 'alarm.tick', source: 'contract', after };
    expect(await trailOf(store(), alarmId)).toMatchObject([row]);
  });

  it('takes the steps of each raise for themselves, and none for a raise that is not the present one', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    const tick = async (activation: number, step: number) =>
      (await store().alarms.tick({ alarmId, activation, step }, by('Ada'))).kind;
    expect(await tick(1, 1)).toBe('ticked');
    expect(await tick(1, 0)).toBe('ticked');
    expect(await tick(2, 0)).toBe('not-found');
    await update(store(), world, { id: alarmId, activation: 2 });
    expect(await tick(2, 0)).toBe('ticked');
    expect([await tick(1, 0), await tick(1, 2)]).toEqual(['not-found', 'not-found']);
    const done = (await store().alarms.ticks(alarmId)).map(({ activation, step }) => [activation, step]);
    expect(done).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  it('says so when there is no such alarm', async () => {
    for (const alarmId of [randomUUID(), 'no alarm']) {
      expect(await store().alarms.tick({ alarmId, activation: 1, step: 0 }, by('Ada'))).toEqual({ kind: 'not-found' });
      expect(await store().alarms.ticks(alarmId)).toEqual([]);
    }
  });

  it('lets exactly one of fifty win who tick a step at once', async () => {
    const alarmId = await openAlarm(store(), await makeWorld(store()));
    const outcomes = await Promise.all(times(50, () => store().alarms.tick({ alarmId, activation: 1, step: 3 }, by('Ada'))));
    expect(outcomes.filter(({ kind }) => kind === 'ticked')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'already-ticked')).toHaveLength(49);
    expect(await trailOf(store(), alarmId)).toHaveLength(1);
  });
}

function describeWithheld(store: () => Store): void {
  it('lists what one withholding withholds and what belongs to one incident, with all that the engine decided', async () => {
    const world = await makeWorld(store());
    const withheldBy = randomUUID();
    const incidentId = randomUUID();
    const decided = { withheld: 'shelved', withheldBy, withheldUntil: T0 + hour, incidentId, chatteringSince: T0 + 1 } as const;
    const both = await openAlarm(store(), world, { ...decided, clearedAt: T0 + 1 });
    const incident = await openAlarm(store(), world, { incidentId, clearedAt: T0 + 2 });
    const neither = await openAlarm(store(), world);
    const ids = async (filter: { readonly withheldBy?: string; readonly incidentId?: string }) =>
      (await store().alarms.list({ siteId: world.siteId, limit: 9, ...filter })).map(({ id }) => id).toSorted();
    expect(await store().alarms.list({ withheldBy, limit: 9 })).toMatchObject([{ id: both, ...decided }]);
    expect(await ids({ withheldBy })).toEqual([both]);
    expect(await ids({ incidentId })).toEqual([both, incident].toSorted());
    expect(await ids({ withheldBy, incidentId: randomUUID() })).toEqual([]);
    expect(await ids({})).toEqual([both, incident, neither].toSorted());
    expect(await store().alarms.get(neither)).toMatchObject({ withheld: 'none', withheldBy: null, incidentId: null });
  });

  it('lists what lies in a place and in every place inside it', async () => {
    const world = await makeWorld(store());
    const { siteId, locationId } = world;
    const above = { siteId, sortOrder: 1, thermalClass: null, plan: null };
    const [building, zone] = [randomUUID(), randomUUID()];
    await store().site.transaction(async (tx) => {
      await tx.putLocation({ ...above, id: building, parentId: null, kind: 'building', slug: 'east', name: 'East' });
      await tx.putLocation({ ...above, id: zone, parentId: building, kind: 'zone', slug: 'first', name: 'First' });
      await tx.putLocation({ ...above, id: locationId, parentId: zone, kind: 'room', slug: 'hall', name: 'Hall' });
    });
    const id = await openAlarm(store(), world);
    for (const place of [building, zone, locationId]) {
      expect(await store().alarms.list({ locationId: place, limit: 9 })).toMatchObject([{ id }]);
    }
    expect(await store().alarms.list({ locationId: randomUUID(), limit: 9 })).toEqual([]);
  });

  it('lets go of what the engine no longer withholds', async () => {
    const world = await makeWorld(store());
    const withheldBy = randomUUID();
    const id = await openAlarm(store(), world, { withheld: 'out-of-service', withheldBy, withheldUntil: T0 + hour });
    await update(store(), world, { id });
    expect(await store().alarms.list({ withheldBy, limit: 9 })).toEqual([]);
    expect(await store().alarms.get(id)).toMatchObject({ withheld: 'none', withheldBy: null, withheldUntil: null });
  });
}

/** What a technician can say about one alarm, each answering with its kind. */
function wordsOn(context: Context, alarmId: string) {
  const one = { alarmId, activation: 1 };
  return {
    acknowledge: async () => {
      const said = await acknowledgeAlarms(context, { alarms: [one] });
      return said.ok ? said.value[0]?.outcome.kind : 'refused';
    },
    reset: async () => {
      const said = await resetAlarm(context, one);
      return said.ok ? said.value.kind : 'refused';
    },
    shelve: async () => {
      const said = await shelveAlarm(context, { alarmId, reason: 'filters are changed', minutes: 60 });
      return said.ok ? 'shelved' : said.error.kind;
    },
  };
}

/** A latched alarm whose condition is over, and what can be said about it. */
async function latched(store: Store) {
  const world = await makeWorld(store, { isLatching: true });
  const id = await openAlarm(store, world, { clearedAt: T0 + 1 });
  const context = { ...bench(userWith('technician')).context, store, now: () => T0 + minute };
  return { world, id, say: wordsOn(context, id) };
}

const tally = (kinds: readonly (string | undefined)[]) =>
  Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((other) => other === kind).length]));

function describeRace(store: () => Store): void {
  it('story 13, A11: of fifty who acknowledge, shelve or reset at once one wins each, and every other learns that it was done', async () => {
    const { world, id, say } = await latched(store());
    const [acknowledged, shelved] = await Promise.all([
      Promise.all(times(50, say.acknowledge)),
      Promise.all(times(50, say.shelve)),
    ]);
    expect(tally(acknowledged)).toEqual({ acknowledged: 1, 'already-acknowledged': 49 });
    expect(tally(shelved)).toEqual({ shelved: 1, 'already-shelved': 49 });
    expect(tally(await Promise.all(times(50, say.reset)))).toEqual({ reset: 1, 'already-reset': 49 });
    const actions = (await trailOf(store(), id)).map(({ action }) => action).toSorted();
    expect(actions).toEqual(['alarm.acknowledge', 'alarm.reset', 'alarm.shelve']);
    expect((await store().alarms.journal(id)).map(({ kind }) => kind)).toEqual(['acknowledged', 'reset']);
    expect(await store().site.withholdings({ since: T0, siteId: world.siteId })).toHaveLength(1);
  });

  it('story 13, A11: no word of many covers the raise that the engine records among them, and the trail tells what won', async () => {
    const { world, id, say } = await latched(store());
    const told = Promise.all([...times(17, say.acknowledge), ...times(17, say.reset), ...times(16, say.shelve)]);
    await update(store(), world, { id, activation: 2, level: 'critical' });
    const won = tally(await told);
    const { acknowledged = 0, reset = 0 } = won;
    expect(won).toMatchObject({ shelved: 1, 'already-shelved': 15 });
    expect(await store().alarms.get(id)).toMatchObject({
      ...{ activation: 2, level: 'critical', clearedAt: null },
      ...{ acknowledgedActivation: acknowledged, resetActivation: reset },
    });
    expect(reset).toBeLessThanOrEqual(acknowledged);
    expect(await say.acknowledge()).toBe('superseded');
    expect(await say.reset()).toBe('still-active');
    const actions = (await trailOf(store(), id)).map(({ action }) => action);
    expect(tally(actions)).toEqual({
      ...{ 'alarm.shelve': 1 },
      ...(acknowledged > 0 ? { 'alarm.acknowledge': 1 } : {}),
      ...(reset > 0 ? { 'alarm.reset': 1 } : {}),
    });
  });
}

/** What every adapter of `AlarmStore` must do with what people say for a while, step by step, and at once. */
export function describeAlarmWords(makeStore: MakeStore): void {
  describe('AlarmStore: words of people', () => {
    const store = useStore(makeStore);
    describeHolding(store);
    describeTicks(store);
    describeWithheld(store);
    describeRace(store);
  });
}
