import { randomUUID } from 'node:crypto';
import type { DeviceState, JournalEntry } from '@wachter/core';
import { GOOD } from '@wachter/core';
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
  reading,
  T0,
  unique,
  useStore,
} from './fixture.contract.ts';
import { FencedOutError } from './ingest-store.ts';

export const deviceState = (deviceId: string, more: Partial<DeviceState> = {}): Omit<DeviceState, 'version'> => ({
  ...{ deviceId, lastSeenAt: T0, isOnline: true, onlineChangedAt: T0, skewMs: -12, boot: '9f2c41aa', contiguousSeq: 1042 },
  ...{ openGaps: 1, messages: 10, readings: 80, duplicates: 2, quarantined: 1, lost: 17, lastTopic: 'a/b', lastPayload: '{}' },
  ...more,
});

const entry = (alarmId: string, kind: JournalEntry['kind']): JournalEntry => ({
  ...{ alarmId, kind, conditionAt: T0, recordedAt: T0 + 300, actor: 'engine', value: 27.4, limit: 27 },
  ...{ level: 'warning', quality: 'good', comment: null, source: null },
});

/** What every adapter of `IngestStore` must do. */
export function describeIngestStore(makeStore: MakeStore): void {
  describe('IngestStore', () => {
    const store = useStore(makeStore);
    const at = () => store().ingest;

    it('stores every reading of a batch and gives back value, quality, both times, the original and how wrong its clock was', async () => {
      const { fence, points } = await makeWorld(store());
      const readings = [
        reading(points[0].id, T0, 21.4375),
        reading(points[0].id, T0 + 1, -0.1, { quality: { level: 'uncertain', reason: 'clock-skew' }, receivedAt: T0 + hour }),
        reading(points[0].id, T0 + 2, 21, { receivedAt: T0 + hour, skewMs: -1_760_000_000_000 }),
        reading(points[1].id, T0, 23.5, { original: { value: 74.3, unit: '°F' } }),
        reading(points[1].id, T0 + 1, 23.5, { original: { value: 74.3, unit: '°F' }, skewMs: 7_200_000 }),
      ];
      expect((await at().commit(batch(fence, { readings }))).stored).toBe(5);
      expect(await at().loadWindow([points[1].id, points[0].id], T0, T0 + 3)).toEqual(readings);
    });

    it('stores a batch once, however often it is committed', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      const again = batch(world.fence, {
        readings: [reading(world.points[0].id, T0), reading(world.points[0].id, T0 + 1)],
        alarms: [alarm],
        journal: [entry(alarm.id, 'raised')],
      });
      expect((await at().commit(again)).stored).toBe(2);
      expect((await at().commit(again)).stored).toBe(0);
      expect(await at().loadWindow([world.points[0].id], T0, T0 + 10)).toHaveLength(2);
      expect(await at().alarmsOverlapping(world.rule.id, T0, T0)).toHaveLength(1);
      expect((await store().alarms.journal(alarm.id)).map((row) => row.kind)).toEqual(['raised']);
    });

    it('keeps the first of two readings with the same point and source time, within a batch and between batches', async () => {
      const { fence, points } = await makeWorld(store());
      const [id] = [points[0].id];
      expect((await at().commit(batch(fence, { readings: [reading(id, T0, 1), reading(id, T0, 2)] }))).stored).toBe(1);
      expect((await at().commit(batch(fence, { readings: [reading(id, T0, 3), reading(id, T0 + 1, 4)] }))).stored).toBe(1);
      expect((await at().loadWindow([id], T0, T0 + 5)).map((row) => row.value)).toEqual([1, 4]);
    });

    it('writes nothing at all of a batch of which one part cannot be written', async () => {
      const world = await makeWorld(store());
      const broken = batch(world.fence, {
        readings: [reading(world.points[0].id, T0)],
        pointStates: [{ pointId: world.points[0].id, value: 1, quality: GOOD, observedAt: T0, receivedAt: T0 }],
        alarms: [{ ...opened(world), ruleId: randomUUID() }],
      });
      await expect(at().commit(broken)).rejects.toThrow();
      expect(await at().loadWindow([world.points[0].id], T0, T0 + 1)).toEqual([]);
      expect((await at().loadPointStates()).filter((row) => row.pointId === world.points[0].id)).toEqual([]);
    });

    it('refuses a writer whose lease was taken over, and writes nothing of it', async () => {
      const { points, siteId } = await makeWorld(store());
      const name = unique('lease');
      const old = await store().lease.acquire(name, 'a', -minute);
      const young = await store().lease.acquire(name, 'b', minute);
      if (!old.ok || !young.ok) throw new Error('not acquired');
      await expect(at().commit(batch(old.fence, { readings: [reading(points[0].id, T0)] }))).rejects.toBeInstanceOf(
        FencedOutError,
      );
      const device = {
        id: unique('device'),
        dialect: 'native',
        name: 'x',
        parentId: null,
        model: null,
        firmware: null,
        firstSeenAt: T0,
      };
      await expect(at().register(old.fence, [device], [])).rejects.toBeInstanceOf(FencedOutError);
      expect(await at().loadWindow([points[0].id], T0, T0 + 1)).toEqual([]);
      expect(await store().site.device(device.id)).toBeNull();
      expect((await at().commit(batch(young.fence, { readings: [reading(points[0].id, T0)] }))).stored).toBe(1);
      expect(siteId).toBeTruthy();
    });

    it('counts its version up with every commit', async () => {
      const { fence, points } = await makeWorld(store());
      const versions: number[] = [];
      for (let n = 0; n < 3; n++)
        versions.push((await at().commit(batch(fence, { readings: [reading(points[0].id, T0 + n)] }))).version);
      expect(versions.toSorted((a, b) => a - b)).toEqual(versions);
      expect(new Set(versions).size).toBe(3);
    });

    it('registers devices and points as new, once, and answers in the order asked', async () => {
      const { fence } = await makeWorld(store());
      const id = unique('heard');
      const device = { id, dialect: 'tasmota', name: 'Heard', parentId: null, model: 'M', firmware: '1', firstSeenAt: T0 };
      const point = (channel: string) => ({
        ...{ deviceId: id, channel, tag: `${id}/${channel}`, name: channel, quantity: 'temperature' },
        ...{ sourceUnit: '°F', intervalSeconds: 7.5, staleSeconds: 60 },
      });
      const first = await at().register(fence, [device], [point('b'), point('a')]);
      expect(first.map((row) => [row.channel, row.status, row.siteId])).toEqual([
        ['b', 'new', null],
        ['a', 'new', null],
      ]);
      const again = await at().register(fence, [device], [point('a'), point('c'), point('b')]);
      expect(again.map((row) => row.channel)).toEqual(['a', 'c', 'b']);
      expect([again[2]?.id, again[0]?.id]).toEqual(first.map((row) => row.id));
      expect(await store().site.device(id)).toMatchObject({ status: 'new', model: 'M', firmware: '1', dialect: 'tasmota' });
    });

    it('leaves what people decided of a device alone when it is registered again', async () => {
      const { fence, device, points } = await makeWorld(store());
      const heard = {
        id: device.id,
        dialect: 'nut',
        name: 'wire',
        parentId: null,
        model: null,
        firmware: null,
        firstSeenAt: T0 + 1,
      };
      const same = { deviceId: device.id, channel: 'first', tag: unique('t'), name: 'n', quantity: null, sourceUnit: null };
      const [point] = await at().register(fence, [heard], [{ ...same, intervalSeconds: 1, staleSeconds: 1 }]);
      expect(point).toEqual(points[0]);
      expect(await store().site.device(device.id)).toMatchObject({ status: 'approved', dialect: 'native', name: device.name });
    });

    it('never fails on a tag that is taken: the new point gets another', async () => {
      const { fence, device, points } = await makeWorld(store());
      const clash = { deviceId: device.id, channel: 'third', tag: points[0].tag, name: 'n', quantity: null, sourceUnit: null };
      const [point] = await at().register(fence, [], [{ ...clash, intervalSeconds: 10, staleSeconds: 60 }]);
      expect(point?.tag).not.toBe(points[0].tag);
      expect(await store().site.pointByTag(point?.tag ?? '')).toEqual(point);
    });

    it('has a directory whose revision changes with what people change, and not with readings', async () => {
      const world = await makeWorld(store());
      const before = await at().loadDirectory();
      expect(before.devices).toContainEqual(world.device);
      expect(before.points).toEqual(expect.arrayContaining([...world.points]));
      expect(before.rules).toContainEqual(world.rule);
      expect(await at().directoryRevision()).toBe(before.revision);
      await at().commit(batch(world.fence, { readings: [reading(world.points[0].id, T0)] }));
      expect(await at().directoryRevision()).toBe(before.revision);
      await store().site.transaction((tx) => tx.putRule({ ...world.rule, priority: 'low' }));
      expect(await at().directoryRevision()).not.toBe(before.revision);
    });

    it('keeps states of points and devices, newest write', async () => {
      const { fence, points, device } = await makeWorld(store());
      const state = { pointId: points[0].id, value: 21, quality: GOOD, observedAt: T0, receivedAt: T0 + 1 };
      await at().commit(batch(fence, { pointStates: [state], deviceStates: [deviceState(device.id)] }));
      const bad = { ...state, value: null, quality: { level: 'bad' as const, reason: 'stale' as const } };
      const silent = deviceState(device.id, { isOnline: null, skewMs: null, boot: null, contiguousSeq: null, lastPayload: null });
      const skewed = { ...state, skewMs: -7_200_000 };
      await at().commit(batch(fence, { pointStates: [skewed] }));
      expect((await at().loadPointStates()).find((row) => row.pointId === points[0].id)).toMatchObject(skewed);
      const { version } = await at().commit(batch(fence, { pointStates: [bad], deviceStates: [silent] }));
      expect((await at().loadPointStates()).find((row) => row.pointId === points[0].id)).toEqual({ ...bad, version });
      expect((await at().loadDeviceStates()).find((row) => row.deviceId === device.id)).toMatchObject({ ...silent, version });
    });

    it('keeps sessions, and gaps until they are closed', async () => {
      const { fence, device } = await makeWorld(store());
      const key = { deviceId: device.id, boot: '9f2c41aa' };
      const session = { ...key, contiguousSeq: 10, highestSeq: 20, startedAt: T0 };
      const gap = { ...key, fromSeq: 11, toSeq: 14, openedAt: T0, closedAt: null, outcome: null };
      await at().commit(batch(fence, { sessions: [session], gaps: [gap, { ...gap, fromSeq: 17, toSeq: 17 }] }));
      await at().commit(
        batch(fence, {
          sessions: [{ ...session, contiguousSeq: 16 }],
          gaps: [
            { ...gap, closedAt: T0 + 9, outcome: 'filled' },
            { ...gap, fromSeq: 17, toSeq: 17 },
          ],
        }),
      );
      const { sessions, openGaps } = await at().loadSessions();
      expect(sessions.filter((row) => row.deviceId === device.id)).toEqual([{ ...session, contiguousSeq: 16 }]);
      expect(openGaps.filter((row) => row.deviceId === device.id)).toEqual([{ ...gap, fromSeq: 17, toSeq: 17 }]);
    });

    it('rewrites engine columns and leaves the columns of people alone', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      await at().commit(batch(world.fence, { alarms: [alarm] }));
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: 'on my way', now: T0 + 5 });
      const grave = columns({ level: 'critical', activation: 2, activatedAt: T0 + 60, value: 33, limit: 32, peak: 33 });
      await at().commit(batch(world.fence, { alarms: [{ kind: 'update', id: alarm.id, priority: 'critical', columns: grave }] }));
      expect(await store().alarms.get(alarm.id)).toMatchObject({
        ...grave,
        ...{ priority: 'critical', acknowledgedActivation: 1, acknowledgedBy: 'Ada', acknowledgeComment: 'on my way' },
      });
    });

    it('holds at most one active occurrence per rule', async () => {
      const world = await makeWorld(store());
      await at().commit(batch(world.fence, { alarms: [opened(world)] }));
      await expect(at().commit(batch(world.fence, { alarms: [opened(world)] }))).rejects.toThrow();
      const late = opened(world, { isLate: true, raisedAt: T0 - hour, clearedAt: T0 - minute });
      await at().commit(batch(world.fence, { alarms: [late] }));
      expect(await at().alarmsOverlapping(world.rule.id, T0 - hour, T0)).toHaveLength(2);
    });

    it('loads what is unfinished: active, unacknowledged, or latched', async () => {
      const world = await makeWorld(store());
      const rules = [1, 2, 3].map(() => newRule(world.siteId, { pointId: world.points[0].id }));
      await store().site.transaction(async (tx) => {
        for (const rule of rules) await tx.putRule(rule);
      });
      const [done, latched, seen] = rules.map((rule) => opened({ ...world, rule }, { clearedAt: T0 + minute }));
      if (!done || !latched || !seen) throw new Error('three rules');
      const active = opened(world);
      await at().commit(batch(world.fence, { alarms: [active, done, { ...latched, isLatching: true }, seen] }));
      for (const { id } of [active, done, latched]) {
        await store().alarms.acknowledge({ alarmId: id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      }
      const mine = (await at().loadUnfinishedAlarms()).filter((alarm) => alarm.siteId === world.siteId).map((alarm) => alarm.id);
      expect(mine.toSorted()).toEqual([active.id, latched.id, seen.id].toSorted());
    });

    it('tells the engine what people said since a version', async () => {
      const world = await makeWorld(store());
      const alarm = opened(world);
      const { version } = await at().commit(batch(world.fence, { alarms: [alarm] }));
      await store().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      const changed = (await at().alarmsChangedSince(version)).filter((row) => row.id === alarm.id);
      expect(changed).toMatchObject([{ acknowledgedActivation: 1, acknowledgedBy: 'Ada' }]);
      expect((await at().alarmsChangedSince(changed[0]?.version ?? 0)).filter((row) => row.id === alarm.id)).toEqual([]);
    });

    it('gives the readings of a window, half open, by point and time', async () => {
      const { fence, points } = await makeWorld(store());
      const [a, b] = [points[0].id, points[1].id];
      const readings = [reading(b, T0 + 20), reading(a, T0 + 10), reading(a, T0), reading(b, T0 + 10), reading(a, T0 + 30)];
      await at().commit(batch(fence, { readings }));
      const window = await at().loadWindow([b, a], T0, T0 + 30);
      expect(window.map((row) => [row.pointId, row.observedAt])).toEqual([
        [a, T0],
        [a, T0 + 10],
        [b, T0 + 10],
        [b, T0 + 20],
      ]);
      expect(await at().loadWindow([], T0, T0 + 30)).toEqual([]);
    });

    it('finds occurrences that overlap a stretch of time, its ends included', async () => {
      const world = await makeWorld(store());
      const past = opened(world, { raisedAt: T0, clearedAt: T0 + minute });
      await at().commit(batch(world.fence, { alarms: [past] }));
      const found = async (from: number, to: number) => (await at().alarmsOverlapping(world.rule.id, from, to)).length;
      expect(await found(T0 - hour, T0 - 1)).toBe(0);
      expect(await found(T0 - hour, T0)).toBe(1);
      expect(await found(T0 + minute, T0 + hour)).toBe(1);
      expect(await found(T0 + minute + 1, T0 + hour)).toBe(0);
    });

    it('keeps the list of rules that cannot do their work, and since when', async () => {
      const world = await makeWorld(store());
      const ruleId = world.rule.id;
      const listed = async () => (await store().site.ruleProblems()).filter((problem) => problem.ruleId === ruleId);
      const silent = { ruleId, kind: 'input-silent', detail: 'hall/dew', since: T0 } as const;
      await at().commit(batch(world.fence, { ruleProblems: [silent, { ...silent, ruleId: randomUUID() }] }));
      expect(await listed()).toEqual([silent]);
      await at().commit(batch(world.fence, { ruleProblems: [{ ...silent, since: T0 + hour }] }));
      await at().commit(batch(world.fence));
      expect(await listed()).toEqual([silent]);
      const unknown = { ruleId, kind: 'unknown-input', detail: 'hall/due', since: T0 + hour } as const;
      await at().commit(batch(world.fence, { ruleProblems: [unknown] }));
      expect(await listed()).toEqual([unknown]);
      await at().commit(batch(world.fence, { ruleProblems: [] }));
      expect(await listed()).toEqual([]);
    });

    it('keeps the list of late readings that wait to be looked over, until it is written anew', async () => {
      const { fence, points } = await makeWorld(store());
      const [one, other] = points.map(({ id }) => ({ pointId: id, from: T0, to: T0 + minute }));
      if (!one || !other) throw new Error('two points');
      const gone = { pointId: 2_000_000_000, from: T0, to: T0 };
      const listed = () => at().loadLateReadings();
      await at().commit(batch(fence, { lateReadings: [one, other, gone] }));
      await at().commit(batch(fence));
      expect(await listed()).toEqual([one, other, gone]);
      await at().commit(batch(fence, { lateReadings: [{ ...other, from: T0 - hour }] }));
      expect(await listed()).toEqual([{ ...other, from: T0 - hour }]);
      await at().commit(batch(fence, { lateReadings: [] }));
      expect(await listed()).toEqual([]);
    });

    it('takes two committers at once without losing either', async () => {
      const { fence, points } = await makeWorld(store());
      const part = (offset: number) =>
        batch(fence, { readings: Array.from({ length: 200 }, (_, n) => reading(points[0].id, T0 + offset + n * 2)) });
      const outcomes = await Promise.all([at().commit(part(0)), at().commit(part(1)), at().commit(part(0))]);
      expect(outcomes.reduce((sum, outcome) => sum + outcome.stored, 0)).toBe(400);
      expect(await at().loadWindow([points[0].id], T0, T0 + 1000)).toHaveLength(400);
    });
  });
}
