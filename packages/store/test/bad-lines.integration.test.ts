import type { Store } from '@wachter/services';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../src/log.ts';
import { openPool } from '../src/prisma/connect/open-pool.ts';
import { openOrm } from '../src/prisma/connect/prisma-client.ts';
import { inTransaction } from '../src/prisma/connect/transaction.ts';
import { type BlackHole, blackHole } from './black-hole.ts';
import { emptyBatch, noon, type OpenedStore, openTestStore, readingOf, registerPoints, takeLease } from './sample.ts';

let opened: OpenedStore;
let line: BlackHole;
let distant: Store;
let fence: bigint;
let pointId: number;

beforeAll(async () => {
  opened = await openTestStore();
  line = await blackHole(opened.url);
  distant = opened.open({ url: line.url, statementTimeoutMs: 500 });
  fence = await takeLease(opened.store);
  pointId = (await registerPoints(opened.store, fence, 1))[0]?.id ?? 0;
});
afterAll(async () => {
  line.restore();
  await opened.close();
  await line.close();
});

const commit = (store: Store, from: number, count = 1) =>
  store.ingest.commit({
    ...emptyBatch,
    fence,
    readings: Array.from({ length: count }, (_, n) => readingOf(pointId, noon + from + n, n)),
  });

/** What a caller does with a failure that may be retried. */
async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const isRetryable = error instanceof Error && 'retryable' in error && error.retryable === true;
      if (!isRetryable || attempt === 10) throw error;
    }
  }
}

const stored = async (from: number, count: number) =>
  (await opened.store.history.raw(pointId, noon + from, noon + from + count, count)).length;

test('ends every call on a silent line, says that it may be tried again, and recovers with the line', async () => {
  await Promise.all([commit(distant, 0), distant.site.sites(), distant.live.snapshot()]);
  line.swallow();
  const calls = [
    commit(distant, 1),
    distant.live.snapshot(),
    distant.site.sites(),
    distant.site.transaction((tx) => tx.sites()),
    distant.history.raw(pointId, noon, noon + 10, 10),
    distant.lease.renew('ingest', fence, 1_000),
  ];
  const outcomes = await Promise.allSettled(calls);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { retryable: true } });
  line.restore();
  expect(await commit(distant, 1)).toMatchObject({ stored: 1 });
  await Promise.all([distant.site.sites(), distant.live.snapshot(), distant.site.transaction((tx) => tx.sites())]);
});

test('never hands out a connection again that fell silent in the middle of a transaction', async () => {
  const entered = distant.site.transaction(async (tx) => {
    await tx.sites();
    line.swallow();
    return tx.sites();
  });
  await expect(entered).rejects.toMatchObject({ retryable: true });
  line.restore();
  const rounds = await Promise.all(Array.from({ length: 20 }, () => distant.site.sites()));
  expect(rounds).toHaveLength(20);
});

test('does not write half of a batch when the line dies anywhere in it', async () => {
  for (let round = 0; round < 12; round += 1) {
    const from = 10_000 + round * 10_000;
    const pending = commit(distant, from, 5_000).then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => setImmediate(resolve));
    for (let turns = 0; turns < round * 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    line.sever();
    const isSure = await pending;
    line.restore();
    const { stored: again } = await insist(() => commit(distant, from, 5_000));
    expect(await stored(from, 5_000)).toBe(5_000);
    expect([0, 5_000]).toContain(again);
    if (isSure) expect(again).toBe(0);
  }
});

test('survives the end of every connection by the server, again and again', async () => {
  const killer = new pg.Client({ connectionString: opened.url });
  killer.on('error', () => {});
  await killer.connect();
  const stop = distant.live.listen(() => {});
  for (let round = 0; round < 10; round += 1) {
    const from = 200_000 + round * 100;
    const pending = Promise.allSettled([commit(distant, from, 50), distant.site.sites(), distant.live.changesSince(0)]);
    await killer.query(
      // The server's own workers (autovacuum) are nobody's to end.
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    for (const outcome of await pending) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ retryable: true });
    }
    await insist(() => commit(distant, from, 50));
    expect(await insist(() => stored(from, 50))).toBe(50);
  }
  stop();
  await killer.end();
});

test('tells a listener to look again after its line came back', async () => {
  let calls = 0;
  let onCall = () => {};
  const heard = (wanted: number) =>
    new Promise<void>((resolve) => {
      onCall = () => calls >= wanted && resolve();
      onCall();
    });
  const stop = distant.live.listen(() => {
    calls += 1;
    onCall();
  });
  await commit(distant, 300_000);
  await heard(1);
  const before = calls;
  line.sever();
  line.restore();
  await heard(before + 1);
  stop();
});

test('runs a transaction again that lost a race', async () => {
  const pool = openPool({ url: opened.url, applicationName: 'race', poolSize: 4, statementTimeoutMs: 20_000, log: silentLog });
  const orm = openOrm(pool);
  const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
  await opened.store.site.transaction(async (tx) => {
    for (const id of ids) await tx.putSite({ id, slug: id, name: 'first', timeZone: 'UTC' });
  });
  const waiting: (() => void)[] = [];
  const meet = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 2) for (const go of waiting) go();
    });
  const tried = { orm: 0, plain: 0 };
  const [one, two] = ids;
  const byOrm = orm.transaction('racing', async (tx) => {
    tried.orm += 1;
    await tx.site.updateMany({ where: { id: one ?? '' }, data: { name: 'orm' } });
    if (tried.orm === 1) await meet();
    await tx.site.updateMany({ where: { id: two ?? '' }, data: { name: 'orm' } });
  });
  const plain = inTransaction(pool, { doing: 'racing' }, async (query) => {
    tried.plain += 1;
    await query(`UPDATE site SET name = 'plain' WHERE id = $1`, [two]);
    if (tried.plain === 1) await meet();
    await query(`UPDATE site SET name = 'plain' WHERE id = $1`, [one]);
  });
  await Promise.all([byOrm, plain]);
  expect(tried.orm + tried.plain).toBeGreaterThan(2);
  const names = (await opened.store.site.sites()).filter((row) => ids.includes(row.id)).map((row) => row.name);
  expect(new Set(names).size).toBe(1);
  await orm.close();
  await pool.end();
});

test('lets changes of the site model queue, and its readers pass', async () => {
  const { site } = opened.store;
  const id = '00000000-0000-7000-8000-000000000003';
  const order: string[] = [];
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  let entered = () => {};
  const isInside = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const first = site.transaction(async (tx) => {
    await tx.putSite({ id, slug: id, name: 'first', timeZone: 'UTC' });
    entered();
    await held;
    order.push('first');
  });
  await isInside;
  const second = site.transaction(async (tx) => {
    order.push((await tx.sites()).find((row) => row.id === id)?.name ?? 'nothing');
  });
  expect((await site.sites()).map((row) => row.id)).not.toContain(id);
  expect(await opened.store.maintenance.ensurePartitions(noon, noon)).toEqual([]);
  go();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'first']);
});
