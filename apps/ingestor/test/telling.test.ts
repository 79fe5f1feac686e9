import type { Withholding } from '@wachter/core';
import type { Store } from '@wachter/services';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotifyBoundary } from '../src/notify/notifier.ts';
import { createBench, MINUTE, NOON, SECOND, SITE } from './bench.ts';
import { alarmOf, channelIds, fakeChannel, makeNotifier, no, peopleAndChannels } from './notify-bench.ts';

const never = () => new Promise<never>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

async function lead(store: Store): Promise<bigint> {
  const lease = await store.lease.acquire('ingest', 'bench', 3_600 * SECOND);
  if (!lease.ok) throw new Error('the lease is held');
  return lease.fence;
}

/** Rounds of a second, as the process makes them. */
async function pass(round: () => Promise<void>, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await vi.advanceTimersByTimeAsync(SECOND);
    await Promise.race([round(), vi.advanceTimersByTimeAsync(0)]);
  }
}

/** One alarm from its raise over an escalation to its end; the notifier dies at the n-th boundary and a new one goes on. False: it lived. */
async function lifeWithDeathAt(n: number): Promise<boolean> {
  const bench = await createBench();
  const fence = await lead(bench.store);
  const { channel, heard } = fakeChannel('mail');
  await peopleAndChannels(bench.store, [channel], NOON);
  const life = { crossed: 0, isOver: false };
  const crossing = (_: NotifyBoundary) => {
    life.crossed += 1;
    if (life.isOver || life.crossed !== n) return life.isOver ? never() : undefined;
    life.isOver = true;
    return never();
  };
  const mortal = makeNotifier(bench.store, [channel], { crossing });
  const second = makeNotifier(bench.store, [channel]);
  const round = () => (life.isOver ? second : mortal).round(fence);
  const alarm = await alarmOf(bench);
  await alarm.raise(fence);
  await pass(round, 80);
  await alarm.change(fence, { activation: 2, value: 33 });
  await pass(round, 140);
  await alarm.change(fence, { activation: 2, value: 33, clearedAt: Date.now() });
  await pass(round, 140);
  const wasOver = life.isOver;
  const kinds = heard
    .filter(({ to }) => to === 'tess@example.org')
    .map(({ notice, deliveryId }) => `${notice.kind} ${deliveryId}`);
  const once = [...new Set(kinds)].map((line) => line.split(' ')[0]);
  expect(once, `told after a death at step ${n}`).toEqual(['raised', 'escalated', 'resolved']);
  expect(kinds.length, `duplicates after a death at step ${n}`).toBeLessThanOrEqual(4);
  vi.clearAllTimers();
  return wasOver;
}

describe('telling people', () => {
  it('tells every transition at least once wherever it dies, the end included, and repeats under the same id (A09, story 10)', async () => {
    let n = 1;
    while (n <= 60 && (await lifeWithDeathAt(n))) n += 1;
    expect(n).toBeGreaterThan(12);
  });

  it('goes on by the next channel and to the next person while one is dead, and says so within a minute (A16)', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    const dead = fakeChannel('mail', async () => no());
    const alive = fakeChannel('push');
    await peopleAndChannels(bench.store, [dead.channel, alive.channel], NOON);
    const audit = { actor: 'bench', action: 'bench.make', objectKind: 'user', objectId: 'mark' };
    const onlyMail = { id: channelIds['mail'] ?? '', userId: 'tess', channelId: channelIds['mail'] ?? '' };
    await bench.store.notify.setContacts(
      'tess',
      [{ ...onlyMail, address: { email: 't@x.nl' }, position: 0, isEnabled: true, goneAt: null }],
      audit,
    );
    const notifier = makeNotifier(bench.store, [dead.channel, alive.channel]);
    const alarm = await alarmOf(bench);
    await alarm.raise(fence);
    await pass(() => notifier.round(fence), 10);
    expect(alive.heard.map(({ to, notice }) => `${notice.kind} ${to}`)).toEqual([
      ...['reminder mark@example.org', 'reminder ada@example.org'],
    ]);
    expect(notifier.standing()?.problem).toContain('mail (unreachable: nobody there)');
    const waits = (await bench.store.notify.noticesOf(alarm.id)).find(({ recipient }) => recipient === 'tess');
    expect(waits).toMatchObject({ state: 'queued', attempts: 1, lastError: 'unreachable: nobody there' });
  });

  it('goes round to the channels that come before the one a step asked for', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    const alive = fakeChannel('mail');
    const dead = fakeChannel('push', async () => no(false));
    await peopleAndChannels(bench.store, [alive.channel, dead.channel], NOON);
    const first = { afterMinutes: 0, targets: [{ kind: 'person' as const, id: 'tess' }], firstBy: channelIds['push'] ?? '' };
    const none = { steps: [], repeatMinutes: null };
    const policy = { critical: { steps: [first], repeatMinutes: null }, high: none, medium: none, low: none };
    const audit = { actor: 'bench', action: 'bench.make', objectKind: 'site', objectId: SITE };
    await bench.store.notify.putPolicy({ siteId: SITE, policy }, audit);
    const alarm = await alarmOf(bench);
    await alarm.raise(fence);
    const notifier = makeNotifier(bench.store, [alive.channel, dead.channel]);
    await pass(() => notifier.round(fence), 5);
    expect(alive.heard.map(({ to }) => to)).toEqual(['tess@example.org']);
    expect((await bench.store.notify.noticesOf(alarm.id)).map(({ state }) => state)).toEqual(['given-up', 'sent']);
  });

  it('tries again with growing pauses, and loses nothing when the channel comes back', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    let tries = 0;
    const weak = fakeChannel('mail', async () => {
      tries += 1;
      return tries < 5 ? no() : { ok: true, value: { providerId: null } };
    });
    await peopleAndChannels(bench.store, [weak.channel], NOON);
    const alarm = await alarmOf(bench, 'medium');
    await alarm.raise(fence);
    const notifier = makeNotifier(bench.store, [weak.channel]);
    await pass(() => notifier.round(fence), 900);
    expect(new Set(weak.heard.map(({ to }) => to))).toEqual(new Set(['tess@example.org', 'mark@example.org', 'ada@example.org']));
    expect(tries).toBeLessThan(12);
    expect(notifier.standing()?.problem).toBeNull();
  });

  it('sends 500 alarms of one moment as one message a person, with a link to the list (A13)', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    const { channel, heard } = fakeChannel('mail');
    await peopleAndChannels(bench.store, [channel], NOON);
    for (let n = 0; n < 500; n++) await (await alarmOf(bench, 'high')).raise(fence);
    const notifier = makeNotifier(bench.store, [channel]);
    await pass(() => notifier.round(fence), 59);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.notice).toMatchObject({
      kind: 'grouped',
      others: 499,
      link: 'http://wachter.test/alarms',
      acknowledgeLink: null,
    });
  });

  it('reminds whoever shelved an alarm once, ten minutes before it ends, by another process too', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    const { channel, heard } = fakeChannel('mail');
    await peopleAndChannels(bench.store, [channel], NOON);
    const point = await bench.addPoint(null, null, { name: 'Rack A04' });
    const scopeId = await bench.addRule({ type: 'limit', pointId: point.id, params: { high: { warning: 27 } } });
    const shelved: Withholding = {
      ...{ id: '00000000-0000-7000-8000-0000000000aa', siteId: SITE, kind: 'shelved', scopeKind: 'rule', scopeId },
      ...{ fromAt: NOON, untilAt: NOON + 15 * MINUTE, reason: 'filters', workOrder: null, createdAt: NOON, createdBy: 'mark' },
      ...{ createdByUser: 'mark', source: null, endedAt: null, endedBy: null, remindedAt: null },
    };
    await bench.store.site.transaction((tx) => tx.putWithholding(shelved));
    await pass(() => makeNotifier(bench.store, [channel]).round(fence), 290);
    expect(heard).toEqual([]);
    await pass(() => makeNotifier(bench.store, [channel]).round(fence), 300);
    expect(heard.map(({ to, notice }) => `${notice.kind} ${to}`)).toEqual(['ending mark@example.org']);
    expect(heard[0]?.notice).toMatchObject({ link: 'http://wachter.test/alarms/withheld' });
    expect(heard[0]?.notice.sentence).toMatch(/^Rack A04: shelved until 13:15 \(filters\)/);
  });

  it('gives each person a link of their own, and keeps only its hash', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    const { channel, heard } = fakeChannel('mail');
    await peopleAndChannels(bench.store, [channel], NOON);
    const alarm = await alarmOf(bench);
    await alarm.raise(fence);
    const notifier = makeNotifier(bench.store, [channel]);
    await pass(() => notifier.round(fence), 5);
    const [, token = ''] = heard[0]?.notice.acknowledgeLink?.split('/ack/') ?? [];
    expect(token).toMatch(/^[\w-]{43}$/);
    const [link] = await bench.store.notify.linksOf(alarm.id);
    expect(link).toMatchObject({ userId: 'tess', activation: 1, usedAt: null, expiresAt: expect.any(Number) });
    expect(JSON.stringify(link)).not.toContain(token);
  });

  it('is silent where no channel was set up', async () => {
    const bench = await createBench();
    const fence = await lead(bench.store);
    await peopleAndChannels(bench.store, [], NOON);
    const alarm = await alarmOf(bench);
    await alarm.raise(fence);
    const notifier = makeNotifier(bench.store, []);
    await pass(() => notifier.round(fence), 2 * (MINUTE / SECOND));
    expect(await bench.store.notify.noticesOf(alarm.id)).toEqual([]);
    expect((await bench.store.notify.view()).escalations).toEqual([]);
    expect(notifier.standing()?.problem).toBeNull();
  });
});
