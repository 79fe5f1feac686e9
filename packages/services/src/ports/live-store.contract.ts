import { GOOD } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { batch, type MakeStore, makeWorld, opened, T0, useStore, type World } from './fixture.contract.ts';
import { deviceState } from './ingest-store.contract.ts';

/** Resolves when called; a listener may be called more often than there is news. */
function bell(): { readonly ring: () => void; readonly rung: Promise<void> } {
  let ring: () => void = () => undefined;
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { ring: () => ring(), rung };
}

const stateOf = (world: World, value = 21.5) => ({
  pointId: world.points[0].id,
  value,
  quality: GOOD,
  observedAt: T0,
  receivedAt: T0 + 1,
});

/** What every adapter of `LiveStore` must do. */
export function describeLiveStore(makeStore: MakeStore): void {
  describe('LiveStore', () => {
    const store = useStore(makeStore);
    const at = () => store().live;

    it('has everything that is true now in a snapshot', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      const states = { pointStates: [stateOf(world)], deviceStates: [deviceState(world.device.id)], alarms: [alarm] };
      const { version } = await store().ingest.commit(batch(world.fence, states));
      const snapshot = await at().snapshot();
      expect(snapshot.version).toBeGreaterThanOrEqual(version);
      expect(snapshot.points).toContainEqual({ ...stateOf(world), version });
      expect(snapshot.devices).toContainEqual({ ...deviceState(world.device.id), version });
      expect(snapshot.alarms.find((row) => row.id === alarm.id)).toMatchObject({ activation: 1, acknowledgedBy: null });
    });

    it('leaves finished alarms out of the snapshot', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world, { clearedAt: T0 + 1 });
      await store().ingest.commit(batch(world.fence, { alarms: [alarm] }));
      const isShown = async () => (await at().snapshot()).alarms.some((row) => row.id === alarm.id);
      expect(await isShown()).toBe(true);
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      expect(await isShown()).toBe(false);
    });

    it('gives only what changed since a version, by engine and by people', async () => {
      const world = await makeWorld(store());
      const other = await makeWorld(store());
      const alarm = opened(world);
      await store().ingest.commit(batch(other.fence, { pointStates: [stateOf(other)] }));
      const { version: before } = await at().snapshot();
      await store().ingest.commit(batch(world.fence, { pointStates: [stateOf(world, 22)], alarms: [alarm] }));
      const first = await at().changesSince(before);
      expect(first.points.map((row) => row.pointId)).toContain(world.points[0].id);
      expect(first.points.map((row) => row.pointId)).not.toContain(other.points[0].id);
      expect(first.alarms.map((row) => row.id)).toContain(alarm.id);
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      const second = await at().changesSince(first.version);
      expect(second.alarms.find((row) => row.id === alarm.id)).toMatchObject({ acknowledgedBy: 'Ada' });
      expect(second.points.map((row) => row.pointId)).not.toContain(world.points[0].id);
    });

    it('shows an alarm that became normal as a change, so that a screen can take it away', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      await store().ingest.commit(batch(world.fence, { alarms: [alarm] }));
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      const { version } = await at().snapshot();
      const cleared = {
        kind: 'update' as const,
        id: alarm.id,
        priority: 'high' as const,
        columns: { ...alarm.columns, clearedAt: T0 + 9 },
      };
      await store().ingest.commit(batch(world.fence, { alarms: [cleared] }));
      expect((await at().changesSince(version)).alarms.find((row) => row.id === alarm.id)?.clearedAt).toBe(T0 + 9);
    });

    it('misses nothing when it is followed while writers are at work', async () => {
      const worlds = await Promise.all([makeWorld(store()), makeWorld(store()), makeWorld(store())]);
      let { version } = await at().snapshot();
      const seen = new Map<number, number>();
      const follow = async () => {
        const changes = await at().changesSince(version);
        version = changes.version;
        for (const row of changes.points) if (row.value !== null) seen.set(row.pointId, row.value);
      };
      for (let n = 0; n < 20; n++) {
        const writes = worlds.map((world) => store().ingest.commit(batch(world.fence, { pointStates: [stateOf(world, n)] })));
        await Promise.all([...writes, follow()]);
      }
      await follow();
      expect(worlds.map((world) => seen.get(world.points[0].id))).toEqual([19, 19, 19]);
    });

    it('tells listeners after a commit and after a word of a person, and no longer after they left', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      const first = bell();
      const leaveFirst = at().listen(first.ring);
      await store().ingest.commit(batch(world.fence, { alarms: [alarm] }));
      await first.rung;
      leaveFirst();
      const second = bell();
      const leaveSecond = at().listen(second.ring);
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      await second.rung;
      leaveSecond();
      expect((await at().snapshot()).alarms.map((row) => row.id)).toContain(alarm.id);
    });

    it('knows the health of the path by the database’s clock', async () => {
      const world = await makeWorld(store());
      const said = { isBrokerConnected: true, lastReadingAt: T0, readingsLastMinute: 42 };
      await store().ingest.commit(batch(world.fence, { heartbeat: { ...said, details: { queue: 3 } } }));
      const health = await at().health();
      expect(health).toMatchObject(said);
      expect(health.ingestAliveAt).not.toBeNull();
      // Stored to the millisecond, and rounded: half of one may lie ahead.
      expect(health.ingestAliveAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(health.serverNow + 1);
      expect((await at().snapshot()).health).toMatchObject(said);
    });
  });
}
