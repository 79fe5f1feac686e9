import { FencedOutError } from '@wachter/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addRule,
  emptyBatch,
  noon,
  type OpenedStore,
  openAlarm,
  openTestStore,
  readingOf,
  registerPoints,
  takeLease,
} from './sample.ts';

let opened: OpenedStore;
let fence: bigint;

beforeAll(async () => {
  opened = await openTestStore();
  fence = await takeLease(opened.store);
});
afterAll(() => opened.close());

const minutes = (count: number) => Array.from({ length: count }, (_, n) => noon + n * 60_000);

test('stores the same batch once, however often it is committed', async () => {
  const { ingest, alarms, quarantine } = opened.store;
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const { rule } = await addRule(opened.store, point.id);
  const alarm = openAlarm(rule);
  const entry = { alarmId: alarm.id, kind: 'raised' as const, conditionAt: noon, recordedAt: noon, actor: 'engine' };
  const batch = {
    ...emptyBatch,
    fence,
    readings: minutes(30).map((at, n) => readingOf(point.id, at, 20 + n)),
    alarms: [alarm],
    journal: [{ ...entry, value: 31.5, limit: 30, level: 'critical' as const, quality: 'good', comment: null, source: null }],
  };
  const first = await ingest.commit(batch);
  const second = await ingest.commit(batch);
  expect([first.stored, second.stored]).toEqual([30, 0]);
  expect(second.version).toBeGreaterThan(first.version);
  expect(await ingest.loadWindow([point.id], noon, noon + 3_600_000)).toEqual(batch.readings);
  expect(await alarms.journal(alarm.id)).toHaveLength(1);
  expect(await alarms.get(alarm.id)).toMatchObject({ ruleId: rule.id, activation: 1, acknowledgedAt: null });
  expect(await quarantine.counts()).toEqual([]);
});

test('stores what is new of a batch in which some come again, or twice, and counts that', async () => {
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const { ingest } = opened.store;
  const commit = (...values: readonly (readonly [number, number])[]) =>
    ingest.commit({ ...emptyBatch, fence, readings: values.map(([at, value]) => readingOf(point.id, noon + at, value)) });
  const counts = [await commit([0, 1], [1, 2]), await commit([1, 9], [2, 3]), await commit([3, 4]), await commit([4, 5], [4, 6])];
  expect(counts.map(({ stored }) => stored)).toEqual([2, 1, 1, 1]);
  const readings = await ingest.loadWindow([point.id], noon, noon + 10);
  expect(readings.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
});

test('refuses a writer whose lease was taken by another, and writes nothing of its batch', async () => {
  const { ingest, lease } = opened.store;
  const old = await lease.acquire('failover', 'first', -60_000);
  if (!old.ok) throw new Error('no lease');
  const [point] = await registerPoints(opened.store, old.fence, 1);
  if (!point) throw new Error('no point');
  const successor = await lease.acquire('failover', 'second', 60_000);
  expect(successor).toMatchObject({ ok: true });
  await expect(ingest.commit({ ...emptyBatch, fence: old.fence, readings: [readingOf(point.id, noon, 1)] })).rejects.toThrow(
    FencedOutError,
  );
  expect(await ingest.loadWindow([point.id], 0, noon * 2)).toEqual([]);
  expect(await lease.renew('failover', old.fence, 60_000)).toBe(false);
});

test('makes a successor wait for a commit that is under way', async () => {
  const { lease } = opened.store;
  const leader = await lease.acquire('handover', 'first', -60_000);
  if (!leader.ok) throw new Error('no lease');
  const [point] = await registerPoints(opened.store, leader.fence, 1);
  if (!point) throw new Error('no point');
  const other = opened.open();
  const readings = Array.from({ length: 20_000 }, (_, n) => readingOf(point.id, noon + n, n));
  const [outcome, taken] = await Promise.all([
    opened.store.ingest.commit({ ...emptyBatch, fence: leader.fence, readings }).then(
      ({ stored }) => stored,
      () => 0,
    ),
    other.lease.acquire('handover', 'second', 60_000),
  ]);
  expect(taken.ok).toBe(true);
  expect(await other.history.raw(point.id, noon, noon + 20_000, 30_000)).toHaveLength(outcome);
});

test('gives back odd numbers bit for bit', async () => {
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const odd = [-0, 0.1 + 0.2, 123456789.012345, 1e308, -1e308, 5e-324, Number.MAX_SAFE_INTEGER, 2 ** 63, 1 / 3];
  await opened.store.ingest.commit({
    ...emptyBatch,
    fence,
    readings: odd.map((value, n) => readingOf(point.id, noon + n, value)),
  });
  const stored = await opened.store.history.raw(point.id, noon, noon + 1_000, 100);
  expect(stored.map((reading) => reading.value)).toEqual(odd);
  expect(Object.is(stored[0]?.value, -0)).toBe(true);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s as a reading without a try', async (value) => {
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  await expect(
    opened.store.ingest.commit({ ...emptyBatch, fence, readings: [readingOf(point.id, noon, value)] }),
  ).rejects.toThrow(TypeError);
});

test('keeps what the device said of a converted value, and its quality', async () => {
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const reading = {
    ...readingOf(point.id, noon, 21.5),
    quality: { level: 'uncertain' as const, reason: 'clock-skew' as const },
    original: { value: 70.7, unit: '°F' },
  };
  const readings = [readingOf(point.id, noon - 1, 20), reading, readingOf(point.id, noon + 1, 22)];
  await opened.store.ingest.commit({ ...emptyBatch, fence, readings });
  expect(await opened.store.history.raw(point.id, noon - 1, noon + 2, 10)).toEqual(readings);
});

test('makes the months that readings need', async () => {
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const instants = [Date.UTC(2019, 1, 28), Date.UTC(2022, 11, 31, 23, 59, 59, 999), Date.UTC(2023, 0, 1)];
  const { stored } = await opened.store.ingest.commit({
    ...emptyBatch,
    fence,
    readings: instants.map((at) => readingOf(point.id, at, 1)),
  });
  expect(stored).toBe(3);
  expect(await opened.store.maintenance.ensurePartitions(Date.UTC(2022, 10, 5), Date.UTC(2023, 1, 1))).toEqual([
    'reading_2022_11',
    'reading_2023_02',
  ]);
});

test('registers a device and its points once, and says which', async () => {
  const before = await opened.store.ingest.directoryRevision();
  const points = await registerPoints(opened.store, fence, 3);
  const after = await opened.store.ingest.directoryRevision();
  expect(after).not.toBe(before);
  const device = {
    id: points[0]?.deviceId ?? '',
    dialect: 'native',
    name: 'Other',
    parentId: 'nobody',
    model: null,
    firmware: null,
    firstSeenAt: noon,
  };
  const again = await opened.store.ingest.register(
    fence,
    [device],
    points
      .toReversed()
      .map((point) => ({ ...point, deviceId: point.deviceId ?? '', channel: point.channel ?? '', name: 'Other' })),
  );
  expect(again).toEqual(points.toReversed());
  expect(await opened.store.ingest.directoryRevision()).toBe(after);
  const directory = await opened.store.ingest.loadDirectory();
  expect(directory.revision).toBe(after);
  expect(directory.points).toEqual(expect.arrayContaining([...points]));
});
