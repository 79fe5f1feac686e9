import { randomUUID } from 'node:crypto';
import type { JournalEntry, JournalLine, TransitionKind } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { batch, hour, type MakeStore, makeWorld, minute, newRule, opened, T0, useStore } from './fixture.contract.ts';
import type { Store } from './store.ts';

const by = (actor: string, now = T0 + minute) => ({ actor, comment: `${actor} saw it`, now, source: 'contract' });

/** Three rows of one occurrence and one of another, a quarter of an hour apart. */
async function journaled(store: Store) {
  const world = await makeWorld(store);
  const first = opened(world, { level: 'critical', activation: 2 });
  const second = opened(world, { raisedAt: T0 + hour, clearedAt: T0 + 2 * hour });
  const entry = (alarmId: string, quarters: number, kind: TransitionKind): JournalEntry => ({
    ...{ alarmId, kind, conditionAt: T0 + quarters * 15 * minute - 1000, recordedAt: T0 + quarters * 15 * minute },
    ...{
      actor: 'engine',
      value: 28,
      limit: 27,
      level: kind === 'raised' ? 'warning' : 'critical',
      quality: 'good',
      comment: null,
      source: null,
    },
  });
  const journal = [
    entry(first.id, 1, 'raised'),
    entry(first.id, 2, 'cleared'),
    entry(first.id, 3, 're-raised'),
    entry(second.id, 4, 'raised'),
  ];
  await store.ingest.commit(batch(world.fence, { alarms: [first, second], journal }));
  return { world, first, second };
}

function describePeriod(store: () => Store): void {
  it('gives the journal of a period, oldest first and half open, with what it is about', async () => {
    const { world, first } = await journaled(store());
    const { siteId, rule, points } = world;
    const found = await store().alarms.period({ siteId, from: T0 + 15 * minute, to: T0 + hour, limit: 100 });
    expect(found.transitions.map((row) => row.kind)).toEqual(['raised', 'cleared', 're-raised']);
    expect(found.transitions[0]).toEqual({
      ...{ alarmId: first.id, siteId, ruleId: rule.id, pointId: points[0].id, deviceId: null, kind: 'raised' },
      ...{ recordedAt: T0 + 15 * minute, level: 'warning', alarmLevel: 'critical', priority: 'high' },
    });
    expect((await store().alarms.period({ siteId, from: T0, to: T0 + 9 * hour, limit: 2 })).transitions).toHaveLength(2);
    expect((await store().alarms.period({ from: T0, to: T0 + hour, limit: 9999 })).transitions.length).toBeGreaterThanOrEqual(3);
    const nowhere = await store().alarms.period({ siteId: randomUUID(), from: T0, to: T0 + hour, limit: 9 });
    expect(nowhere).toEqual({ transitions: [], active: [] });
  });

  it('says what is active at the end of a period, and since which raise', async () => {
    const { world, first, second } = await journaled(store());
    const activeAt = async (to: number) =>
      (await store().alarms.period({ siteId: world.siteId, from: T0, to, limit: 9 })).active
        .map(({ alarmId, since }) => [alarmId, since])
        .toSorted((a, b) => Number(a[1]) - Number(b[1]));
    expect(await activeAt(T0)).toEqual([]);
    expect(await activeAt(T0 + 90 * minute)).toEqual([
      [first.id, T0 + 45 * minute - 1000],
      [second.id, T0 + hour],
    ]);
    expect(await activeAt(T0 + 3 * hour)).toEqual([[first.id, T0 + 45 * minute - 1000]]);
  });
}

function describeJournalPages(store: () => Store): void {
  it('pages through the journal exactly once, last recorded first, also where rows were recorded together', async () => {
    const { world, first } = await journaled(store());
    const rows = (await store().alarms.listJournal({ siteId: world.siteId, limit: 99 })).length;
    const again = { alarmId: first.id, actor: 'engine', conditionAt: T0, recordedAt: T0 + hour };
    const plain = { value: null, limit: null, level: null, quality: null, comment: null, source: null };
    const kinds = ['escalated', 'commented', 'shelved'] as const;
    await store().ingest.commit(batch(world.fence, { journal: kinds.map((kind) => ({ ...again, ...plain, kind })) }));
    const seen: JournalLine[] = [];
    for (let page = 0; page < 9; page++) {
      const last = seen.at(-1);
      const before = last && { recordedAt: last.recordedAt, id: last.id };
      const found = await store().alarms.listJournal({ siteId: world.siteId, limit: 2, before });
      seen.push(...found);
      if (found.length < 2) break;
    }
    expect(new Set(seen.map((line) => line.id)).size).toBe(rows + 3);
    expect(seen).toHaveLength(rows + 3);
    const at = seen.map((line) => line.recordedAt);
    expect(at).toEqual(at.toSorted((a, b) => b - a));
  });
}

function describeJournal(store: () => Store): void {
  it('tells each row of the journal with what it is about', async () => {
    const { world, second } = await journaled(store());
    const { siteId, slug, rule, points, locationId } = world;
    const [line] = await store().alarms.listJournal({ siteId, limit: 1 });
    expect(line).toEqual({
      ...{ id: expect.any(Number), alarmId: second.id, kind: 'raised', actor: 'engine', source: null, comment: null },
      ...{ conditionAt: T0 + hour - 1000, recordedAt: T0 + hour, value: 28, limit: 27, level: 'warning', quality: 'good' },
      ...{ siteId, ruleId: rule.id, ruleType: 'limit', priority: 'high', direction: 'high', deviceId: null, locationId },
      ...{ pointId: points[0].id, tag: `${slug}/first`, name: `${slug}/first`, quantity: 'inlet-temperature' },
    });
  });

  it('filters the journal by time of recording, thing, place, rule, person, transition, state and priority', async () => {
    const { world, second } = await journaled(store());
    const { siteId, slug, rule, points, locationId } = world;
    await store().alarms.acknowledge({ alarmId: second.id, activation: 1 }, by('Ada 100%', T0 + 2 * hour));
    const count = async (filter: Partial<Parameters<Store['alarms']['listJournal']>[0]>) =>
      (await store().alarms.listJournal({ siteId, limit: 100, ...filter })).length;
    expect(await count({})).toBe(5);
    expect(await count({ from: T0 + 15 * minute, to: T0 + hour })).toBe(3);
    expect([await count({ pointId: points[0].id }), await count({ pointId: points[1].id })]).toEqual([5, 0]);
    expect([await count({ subject: `${slug.toUpperCase()}/FIRST` }), await count({ subject: 'second' })]).toEqual([5, 0]);
    expect([await count({ locationId }), await count({ locationId: randomUUID() })]).toEqual([5, 0]);
    expect([await count({ ruleId: rule.id }), await count({ ruleId: randomUUID() })]).toEqual([5, 0]);
    expect([await count({ ruleType: 'limit' }), await count({ ruleType: 'stale' })]).toEqual([5, 0]);
    expect([await count({ actor: 'ada' }), await count({ actor: '100%' }), await count({ actor: '_' })]).toEqual([1, 1, 0]);
    expect([await count({ kinds: ['raised', 'cleared'] }), await count({ kinds: [] })]).toEqual([3, 0]);
    expect([await count({ states: ['unacknowledged'] }), await count({ states: ['normal'] })]).toEqual([3, 2]);
    expect([await count({ priorities: ['high'] }), await count({ priorities: ['low'] })]).toEqual([5, 0]);
    expect([await count({ deviceId: world.device.id }), await count({ limit: 2 })]).toEqual([0, 2]);
  });

  it('names the device of a row that is about a device', async () => {
    const world = await makeWorld(store());
    const { siteId, device } = world;
    const rule = newRule(siteId, { deviceId: device.id, type: 'device-offline' });
    await store().site.transaction((tx) => tx.putRule(rule));
    const offline = { ...opened({ ...world, rule }), pointId: null, deviceId: device.id };
    await store().ingest.commit(batch(world.fence, { alarms: [offline] }));
    await store().alarms.acknowledge({ alarmId: offline.id, activation: 1 }, by('Ada'));
    const [line] = await store().alarms.listJournal({ siteId, deviceId: device.id, limit: 9 });
    expect(line).toMatchObject({ kind: 'acknowledged', actor: 'Ada', source: 'contract', ruleType: 'device-offline' });
    expect(line).toMatchObject({ tag: null, quantity: null, name: device.name, locationId: world.locationId });
    expect(await store().alarms.listJournal({ siteId, subject: device.id, limit: 9 })).toHaveLength(1);
  });
}

/** What every adapter of `AlarmStore` must do with the journal of many alarms. */
export function describeAlarmJournal(makeStore: MakeStore): void {
  describe('the journal', () => {
    const store = useStore(makeStore);
    describePeriod(store);
    describeJournal(store);
    describeJournalPages(store);
  });
}
