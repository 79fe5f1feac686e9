import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  batch,
  columns,
  hour,
  type MakeStore,
  makeWorld,
  minute,
  newRule,
  opened,
  T0,
  useStore,
  type World,
} from './fixture.contract.ts';
import type { Store } from './store.ts';

const by = (actor: string, now = T0 + minute) => ({ actor, comment: `${actor} saw it`, now, source: 'contract' });

async function openAlarm(store: Store, world: World, more: Parameters<typeof opened>[1] = {}): Promise<string> {
  const alarm = opened(world, more);
  await store.ingest.commit(batch(world.fence, { alarms: [alarm] }));
  return alarm.id;
}

const update = (store: Store, world: World, change: { readonly id: string } & Partial<Parameters<typeof columns>[0]>) => {
  const { id, ...more } = change;
  return store.ingest.commit(
    batch(world.fence, { alarms: [{ kind: 'update', id, priority: 'critical', columns: columns(more) }] }),
  );
};

function describeAcknowledge(store: () => Store): void {
  it('acknowledges once; the second person learns who was first', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    const first = await store().alarms.acknowledge({ alarmId, activation: 1 }, by('Ada'));
    expect(first).toMatchObject({ kind: 'acknowledged', alarm: { acknowledgedBy: 'Ada', acknowledgeComment: 'Ada saw it' } });
    const second = await store().alarms.acknowledge({ alarmId, activation: 1 }, by('Bob', T0 + hour));
    expect(second).toEqual({ kind: 'already-acknowledged', by: 'Ada', at: T0 + minute });
    expect(await store().alarms.get(alarmId)).toMatchObject({ acknowledgedBy: 'Ada', acknowledgedAt: T0 + minute });
  });

  it('lets exactly one of fifty win who acknowledge at once, with one journal row and one audit row', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => store().alarms.acknowledge({ alarmId, activation: 1 }, by(`person ${n}`))),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'acknowledged')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'already-acknowledged')).toHaveLength(49);
    expect((await store().alarms.journal(alarmId)).filter((entry) => entry.kind === 'acknowledged')).toHaveLength(1);
    expect(await store().people.auditTrail({ objectKind: 'alarm', objectId: alarmId, limit: 99 })).toHaveLength(1);
  });

  it('does not let an older word cover a newer raise', async () => {
    const world = await makeWorld(store());
    const id = await openAlarm(store(), world);
    await update(store(), world, { id, activation: 2, level: 'critical' });
    expect(await store().alarms.acknowledge({ alarmId: id, activation: 1 }, by('Ada'))).toMatchObject({
      kind: 'superseded',
      alarm: { id, activation: 2 },
    });
    expect(await store().alarms.get(id)).toMatchObject({ acknowledgedActivation: 0, acknowledgedBy: null });
    expect((await store().alarms.acknowledge({ alarmId: id, activation: 2 }, by('Ada'))).kind).toBe('acknowledged');
  });

  it('asks for a new word when an acknowledged alarm escalates', async () => {
    const world = await makeWorld(store());
    const id = await openAlarm(store(), world);
    await store().alarms.acknowledge({ alarmId: id, activation: 1 }, by('Ada'));
    await update(store(), world, { id, activation: 2, level: 'critical' });
    expect((await store().alarms.acknowledge({ alarmId: id, activation: 2 }, by('Bob'))).kind).toBe('acknowledged');
    expect(await store().alarms.get(id)).toMatchObject({ acknowledgedActivation: 2, acknowledgedBy: 'Bob' });
  });

  it('says so when there is no such alarm', async () => {
    expect(await store().alarms.acknowledge({ alarmId: randomUUID(), activation: 1 }, by('Ada'))).toEqual({ kind: 'not-found' });
    expect(await store().alarms.get(randomUUID())).toBeNull();
  });

  it('writes the word into journal and audit with actor, comment, value and limit, and raises the version', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world);
    const before = await store().alarms.get(alarmId);
    await store().alarms.acknowledge({ alarmId, activation: 1 }, by('Ada'));
    expect((await store().alarms.journal(alarmId)).at(-1)).toMatchObject({
      ...{ alarmId, kind: 'acknowledged', actor: 'Ada', comment: 'Ada saw it', recordedAt: T0 + minute },
      ...{ value: 27.4, limit: 27, level: 'warning' },
    });
    const [row] = await store().people.auditTrail({ objectKind: 'alarm', objectId: alarmId, limit: 1 });
    expect(row).toMatchObject({ actor: 'Ada', action: 'alarm.acknowledge', source: 'contract' });
    expect((await store().alarms.get(alarmId))?.version).toBeGreaterThan(before?.version ?? Number.POSITIVE_INFINITY);
  });
}

function describeReset(store: () => Store): void {
  it('resets a latched alarm only after it is clear and acknowledged, and once', async () => {
    const world = await makeWorld(store(), { isLatching: true });
    const id = await openAlarm(store(), world);
    const reset = (actor: string) => store().alarms.reset({ alarmId: id, activation: 1 }, by(actor, T0 + hour));
    expect(await reset('Ada')).toEqual({ kind: 'still-active' });
    await update(store(), world, { id, clearedAt: T0 + minute });
    expect(await reset('Ada')).toEqual({ kind: 'not-acknowledged' });
    await store().alarms.acknowledge({ alarmId: id, activation: 1 }, by('Ada'));
    expect(await reset('Ada')).toMatchObject({
      kind: 'reset',
      alarm: { resetBy: 'Ada', resetActivation: 1, resetAt: T0 + hour },
    });
    expect(await reset('Bob')).toEqual({ kind: 'already-reset', by: 'Ada', at: T0 + hour });
    expect((await store().alarms.journal(id)).map((entry) => entry.kind)).toEqual(['acknowledged', 'reset']);
    const trail = await store().people.auditTrail({ objectKind: 'alarm', objectId: id, limit: 9 });
    expect(trail.map((row) => row.action)).toEqual(['alarm.reset', 'alarm.acknowledge']);
  });

  it('refuses to reset what does not latch or is not there', async () => {
    const world = await makeWorld(store());
    const alarmId = await openAlarm(store(), world, { clearedAt: T0 + 5 });
    expect(await store().alarms.reset({ alarmId, activation: 1 }, by('Ada'))).toEqual({ kind: 'not-latching' });
    expect(await store().alarms.reset({ alarmId: randomUUID(), activation: 1 }, by('Ada'))).toEqual({ kind: 'not-found' });
  });
}

/** Seven occurrences: cleared ones at the same and at different instants, and an active one. */
async function manyAlarms(store: Store): Promise<{ readonly world: World; readonly ids: readonly string[] }> {
  const world = await makeWorld(store);
  const device = newRule(world.siteId, { deviceId: world.device.id, type: 'device-offline' });
  await store.site.transaction((tx) => tx.putRule(device));
  const past = [0, 0, 1, 2, 2].map((n) => opened(world, { raisedAt: T0 + n * hour, clearedAt: T0 + n * hour + 1 }));
  const active = opened(world, { raisedAt: T0 + 3 * hour });
  const offline = {
    ...opened({ ...world, rule: device }, { raisedAt: T0 + 4 * hour }),
    pointId: null,
    deviceId: world.device.id,
    priority: 'low' as const,
  };
  await store.ingest.commit(batch(world.fence, { alarms: [...past, active, offline] }));
  return { world, ids: [...past, active, offline].map((alarm) => alarm.id) };
}

function describeList(store: () => Store): void {
  it('pages through everything exactly once, newest raise first, also where raises coincide', async () => {
    const { world, ids } = await manyAlarms(store());
    const seen: { readonly id: string; readonly raisedAt: number }[] = [];
    for (let page = 0; page < 9; page++) {
      const last = seen.at(-1);
      const before = last && { id: last.id, raisedAt: last.raisedAt };
      const found = await store().alarms.list({ siteId: world.siteId, limit: 2, before });
      if (found.length === 0) break;
      expect(found.length).toBeLessThanOrEqual(2);
      seen.push(...found);
    }
    expect(seen.map((alarm) => alarm.id).toSorted()).toEqual([...ids].toSorted());
    expect(seen.map((alarm) => alarm.raisedAt)).toEqual(seen.map((alarm) => alarm.raisedAt).toSorted((a, b) => b - a));
  });

  it('filters by openness, state, priority, time, point, device and place', async () => {
    const { world, ids } = await manyAlarms(store());
    const { siteId, points, device, locationId } = world;
    const count = async (filter: Partial<Parameters<Store['alarms']['list']>[0]>) =>
      (await store().alarms.list({ siteId, limit: 100, ...filter })).length;
    await store().alarms.acknowledge({ alarmId: ids[0] ?? '', activation: 1 }, by('Ada'));
    expect(await count({ isOpen: true })).toBe(6);
    expect(await count({ isOpen: false })).toBe(1);
    expect(await count({ states: ['unacknowledged'] })).toBe(2);
    expect(await count({ states: ['returned-unacknowledged', 'normal'] })).toBe(5);
    expect(await count({ priorities: ['low'] })).toBe(1);
    expect(await count({ from: T0 + hour, to: T0 + 3 * hour })).toBe(3);
    expect(await count({ pointId: points[0].id })).toBe(6);
    expect(await count({ pointId: points[1].id })).toBe(0);
    expect(await count({ deviceId: device.id })).toBe(1);
    expect(await count({ locationId })).toBe(7);
    expect(await count({ states: [] })).toBe(0);
  });
}

/** What every adapter of `AlarmStore` must do. */
export function describeAlarmStore(makeStore: MakeStore): void {
  describe('AlarmStore', () => {
    const store = useStore(makeStore);
    describeAcknowledge(store);
    describeReset(store);
    describeList(store);
  });
}
