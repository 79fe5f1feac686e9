import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyBatch, noon, type OpenedStore, openTestStore, readingOf, registerPoints, takeLease } from './sample.ts';

let opened: OpenedStore;
let fence: bigint;

beforeAll(async () => {
  opened = await openTestStore();
  fence = await takeLease(opened.store);
});
afterAll(() => opened.close());

const month = (index: number) => Date.UTC(2025, index, 15);

test('makes months ahead once, and drops those that are over, while others write', async () => {
  const { maintenance, ingest, history } = opened.store;
  expect(await maintenance.ensurePartitions(month(0), month(3))).toEqual([
    'reading_2025_01',
    'reading_2025_02',
    'reading_2025_03',
    'reading_2025_04',
  ]);
  expect(await maintenance.ensurePartitions(month(2), month(4))).toEqual(['reading_2025_05']);
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  const readings = [0, 1, 2, 3].map((index) => readingOf(point.id, month(index), index));
  await ingest.commit({ ...emptyBatch, fence, readings });
  const writing = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ingest.commit({ ...emptyBatch, fence, readings: [readingOf(point.id, month(4) + n, n)] }),
    ),
  );
  expect(await maintenance.dropBefore('reading', Date.UTC(2025, 2, 1))).toEqual(['reading_2025_01', 'reading_2025_02']);
  await writing;
  expect(await maintenance.dropBefore('reading', Date.UTC(2025, 2, 31))).toEqual([]);
  expect((await history.raw(point.id, 0, noon, 100)).map((reading) => reading.value)).toEqual([
    2,
    3,
    ...Array.from({ length: 20 }, (_, n) => n),
  ]);
});

test('finishes a removal that was interrupted, and takes late data for a removed month', async () => {
  const { maintenance, ingest, history } = opened.store;
  await maintenance.ensurePartitions(Date.UTC(2020, 0, 1), Date.UTC(2020, 1, 1));
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  await client.query('ALTER TABLE reading DETACH PARTITION reading_2020_01');
  await client.end();
  expect(await maintenance.dropBefore('reading', Date.UTC(2020, 1, 1))).toEqual(['reading_2020_01']);
  const [point] = await registerPoints(opened.store, fence, 1);
  if (!point) throw new Error('no point');
  await ingest.commit({ ...emptyBatch, fence, readings: [readingOf(point.id, Date.UTC(2020, 0, 3), 1)] });
  expect(await history.raw(point.id, 0, noon, 10)).toHaveLength(1);
});

const message = (n: number, payload = 'x') => ({
  receivedAt: noon + n,
  deviceId: n % 2 ? 'gateway' : null,
  channel: null,
  topic: `site/\u0000${n}`,
  kind: 'not-json',
  detail: `broken ${'\ud800'} ${'y'.repeat(2_000)}`,
  payload: Buffer.from(payload),
});

test('bounds the quarantine by rows and by bytes, and keeps the totals', async () => {
  const { quarantine, maintenance, ingest } = opened.store;
  await ingest.commit({ ...emptyBatch, fence, quarantined: Array.from({ length: 30 }, (_, n) => message(n, 'z'.repeat(100))) });
  expect(await maintenance.boundQuarantine(20, 1_000_000)).toBe(10);
  expect(await maintenance.boundQuarantine(20, 500)).toBe(15);
  const rows = await quarantine.list({ limit: 100 });
  expect(rows.map((row) => row.receivedAt)).toEqual([29, 28, 27, 26, 25].map((n) => noon + n));
  expect(rows[0]).toMatchObject({ deviceId: 'gateway', topic: 'site/\ufffd29', excerpt: 'z'.repeat(100), size: 100 });
  expect(rows[0]?.detail.length).toBeLessThanOrEqual(500);
  expect(await quarantine.counts()).toEqual([
    { deviceId: '', kind: 'not-json', count: 15, lastAt: noon + 28 },
    { deviceId: 'gateway', kind: 'not-json', count: 15, lastAt: noon + 29 },
  ]);
  expect(await maintenance.deleteBefore('quarantine', noon + 27, 100)).toBe(2);
  expect(await quarantine.list({ deviceId: 'gateway', limit: 1 })).toHaveLength(1);
});

test('shows bytes as text only where they are text', async () => {
  const { quarantine, ingest } = opened.store;
  const payloads = [Buffer.from([0xff, 0x00]), Buffer.concat([Buffer.alloc(1_999, 'a'), Buffer.from('é')])];
  const quarantined = payloads.map((payload, n) => ({ ...message(100 + n), deviceId: 'bytes', payload }));
  await ingest.commit({ ...emptyBatch, fence, quarantined });
  const rows = await quarantine.list({ deviceId: 'bytes', limit: 10 });
  expect(rows.map((row) => row.excerpt)).toEqual(['a'.repeat(1_999), 'ff00']);
});

test('keeps one list of open gaps for each boot, and closes what is not in it any more', async () => {
  const { ingest } = opened.store;
  const gap = { deviceId: 'd1', boot: 'b1', openedAt: noon, closedAt: null, outcome: null };
  await ingest.commit({ ...emptyBatch, fence, gaps: [{ ...gap, fromSeq: 5, toSeq: 10 }] });
  await ingest.commit({
    ...emptyBatch,
    fence,
    gaps: [
      { ...gap, fromSeq: 8, toSeq: 10 },
      { ...gap, boot: 'b2', fromSeq: 1, toSeq: 1 },
    ],
  });
  expect((await ingest.loadSessions()).openGaps).toEqual([
    { ...gap, fromSeq: 8, toSeq: 10 },
    { ...gap, boot: 'b2', fromSeq: 1, toSeq: 1 },
  ]);
  await ingest.commit({ ...emptyBatch, fence });
  expect((await ingest.loadSessions()).openGaps).toHaveLength(2);
});
