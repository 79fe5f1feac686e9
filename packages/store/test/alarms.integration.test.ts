import { type Alarm, alarmState } from '@wachter/core';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alarmStateSql, isUnfinished } from '../src/prisma/rows/columns.ts';
import { addRule, emptyBatch, noon, type OpenedStore, openAlarm, openTestStore, registerPoints, takeLease } from './sample.ts';

let opened: OpenedStore;
let fence: bigint;

beforeAll(async () => {
  opened = await openTestStore();
  fence = await takeLease(opened.store);
});
afterAll(() => opened.close());

async function raise(change: Parameters<typeof openAlarm>[1] & { readonly isLatching?: boolean } = {}) {
  const { isLatching = false, ...columns } = change;
  const [point] = await registerPoints(opened.store, fence, 1);
  const { rule, site } = await addRule(opened.store, point?.id ?? 0, { isLatching });
  const alarm = openAlarm(rule, columns);
  await opened.store.ingest.commit({ ...emptyBatch, fence, alarms: [alarm] });
  return { alarm, rule, site, point };
}

const by = (actor: string) => ({ actor, comment: `seen by ${actor}`, now: noon + 60_000 });

test('lets one of fifty people acknowledge, and tells the others who it was', async () => {
  const { alarm } = await raise();
  const other = opened.open();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      (n % 2 ? opened.store : other).alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, by(`person ${n}`)),
    ),
  );
  const winners = outcomes.filter((outcome) => outcome.kind === 'acknowledged');
  expect(winners).toHaveLength(1);
  const stored = await opened.store.alarms.get(alarm.id);
  for (const outcome of outcomes) {
    if (outcome.kind === 'acknowledged') expect(outcome.alarm).toEqual(stored);
    else expect(outcome).toEqual({ kind: 'already-acknowledged', by: stored?.acknowledgedBy, at: noon + 60_000 });
  }
  expect(await opened.store.alarms.journal(alarm.id)).toHaveLength(1);
  expect(await opened.store.people.auditTrail({ objectKind: 'alarm', objectId: alarm.id, limit: 100 })).toHaveLength(1);
});

test('never lets an older word cover a newer raise, whoever is first', async () => {
  const { alarm } = await raise();
  const escalated = {
    kind: 'update' as const,
    id: alarm.id,
    priority: 'critical' as const,
    columns: { ...alarm.columns, activation: 2 },
  };
  const acknowledged = opened.open().alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, by('Ann'));
  await Promise.all([opened.store.ingest.commit({ ...emptyBatch, fence, alarms: [escalated] }), acknowledged]);
  const stored = await opened.store.alarms.get(alarm.id);
  expect(stored && alarmState(stored)).toBe('unacknowledged');
  expect(await opened.store.alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, by('Ben'))).toMatchObject({
    kind: 'superseded',
  });
  expect(await opened.store.alarms.acknowledge({ alarmId: alarm.id, activation: 2 }, by('Ben'))).toMatchObject({
    kind: 'acknowledged',
  });
});

test('resets a latched alarm only when it is cleared and acknowledged, and once', async () => {
  const { alarm } = await raise({ isLatching: true });
  const { alarms, ingest } = opened.store;
  const word = { alarmId: alarm.id, activation: 1 };
  expect(await alarms.reset(word, by('Ann'))).toEqual({ kind: 'still-active' });
  const cleared = { ...alarm.columns, clearedAt: noon + 30_000 };
  await ingest.commit({ ...emptyBatch, fence, alarms: [{ kind: 'update', id: alarm.id, priority: 'high', columns: cleared }] });
  expect(await alarms.reset(word, by('Ann'))).toEqual({ kind: 'not-acknowledged' });
  await alarms.acknowledge(word, by('Ann'));
  expect(await alarms.reset(word, by('Ann'))).toMatchObject({ kind: 'reset', alarm: { resetBy: 'Ann' } });
  expect(await alarms.reset(word, by('Ben'))).toEqual({ kind: 'already-reset', by: 'Ann', at: noon + 60_000 });
  expect((await alarms.journal(alarm.id)).map((entry) => entry.kind)).toEqual(['acknowledged', 'reset']);
});

test('has no alarm for an id that is none', async () => {
  expect(await opened.store.alarms.get('nothing')).toBeNull();
  expect(await opened.store.alarms.acknowledge({ alarmId: 'nothing', activation: 1 }, by('Ann'))).toEqual({ kind: 'not-found' });
});

test('decides the state of an alarm in SQL as core does', async () => {
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  let checked = 0;
  for (const clearedAt of [null, noon])
    for (const isLatching of [true, false])
      for (const acknowledgedActivation of [0, 1, 2])
        for (const resetActivation of [0, 1, 2]) {
          const values = [clearedAt === null ? null : new Date(clearedAt), isLatching, acknowledgedActivation, resetActivation];
          const { rows } = await client.query(
            `SELECT ${alarmStateSql} AS state, ${isUnfinished} AS "isUnfinished" FROM (SELECT $1::timestamptz AS cleared_at, $2::bool AS is_latching,
               $3::int AS acknowledged_activation, $4::int AS reset_activation, 2 AS activation) a`,
            values,
          );
          const state = alarmState({ clearedAt, isLatching, acknowledgedActivation, resetActivation, activation: 2 });
          expect(rows[0]).toEqual({ state, isUnfinished: state !== 'normal' });
          checked += 1;
        }
  await client.end();
  expect(checked).toBe(36);
});

test('lists by place, state, priority and time, newest first, page by page', async () => {
  const { rule, site } = await raise({ clearedAt: noon + 1_000 });
  const alarms = Array.from({ length: 5 }, (_, n) => openAlarm(rule, { raisedAt: noon + n * 1_000, clearedAt: noon + 10_000 }));
  await opened.store.ingest.commit({ ...emptyBatch, fence, alarms });
  const page = (before?: Alarm) => opened.store.alarms.list({ siteId: site.id, limit: 4, ...(before ? { before } : {}) });
  const first = await page();
  const second = await page(first.at(-1));
  expect(first.map((alarm) => alarm.raisedAt - noon)).toEqual([4_000, 3_000, 2_000, 1_000]);
  expect(second).toHaveLength(2);
  expect(await opened.store.alarms.list({ siteId: site.id, states: ['acknowledged'], limit: 10 })).toEqual([]);
  expect(
    await opened.store.alarms.list({ siteId: site.id, states: ['returned-unacknowledged'], isOpen: true, limit: 10 }),
  ).toHaveLength(6);
  expect(await opened.store.alarms.list({ siteId: site.id, priorities: ['low'], limit: 10 })).toEqual([]);
  expect(await opened.store.alarms.list({ siteId: site.id, from: noon + 2_000, to: noon + 4_000, limit: 10 })).toHaveLength(2);
});

test('tells live listeners what a person did, and every change exactly in its order', async () => {
  const { alarm } = await raise();
  const { live, alarms } = opened.store;
  const before = await live.snapshot();
  expect(before.alarms.map((row) => row.id)).toContain(alarm.id);
  const heard = new Promise<void>((resolve) => {
    const stop = live.listen(() => {
      void live.changesSince(before.version).then((changes) => {
        if (!changes.alarms.some((row) => row.acknowledgedBy === 'Ann')) return;
        stop();
        resolve();
      });
    });
  });
  await alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, by('Ann'));
  await heard;
  expect((await live.changesSince(before.version)).alarms).toHaveLength(1);
});

test('refuses to change or remove evidence', async () => {
  const { alarm } = await raise();
  await opened.store.alarms.acknowledge({ alarmId: alarm.id, activation: 1 }, by('Ann'));
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  for (const table of ['journal', 'audit']) {
    for (const text of [`UPDATE ${table} SET actor = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(client.query(text), text).rejects.toThrow(`${table} is append-only`);
  }
  const { rows } = await client.query('SELECT actor FROM journal WHERE alarm_id = $1', [alarm.id]);
  expect(rows).toEqual([{ actor: 'Ann' }]);
  await client.end();
});
