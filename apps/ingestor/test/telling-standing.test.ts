import { owe } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBench, MINUTE, NOON, SECOND, SITE } from './bench.ts';
import { alarmOf, channelIds, fakeChannel, makeNotifier, no, peopleAndChannels } from './notify-bench.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

const audit = { actor: 'bench', action: 'bench.make', objectKind: 'rota', objectId: 'bench' };

/** A leading ingestor whose mail answers as `mail.answers` says; the other channel works. */
async function telling(hasSecond = true) {
  const bench = await createBench();
  const mail = { answers: true };
  const weak = fakeChannel('mail', async () => (mail.answers ? { ok: true, value: { providerId: null } } : no()));
  const push = fakeChannel('push');
  await peopleAndChannels(bench.store, hasSecond ? [weak.channel, push.channel] : [weak.channel], NOON);
  for (const type of ['notification-path', 'duty-cover']) await bench.addRule({ type, params: { graceSeconds: 30 } });
  const notifier = makeNotifier(bench.store, [weak.channel, push.channel]);
  bench.start({ notifier });
  await bench.pass(2 * SECOND);
  const lease = await bench.store.lease.acquire('other', 'bench', 3_600 * SECOND);
  if (!lease.ok) throw new Error('the lease is held');
  const { fence } = lease;
  const own = async () => (await bench.alarms()).filter(({ pointId }) => pointId === null);
  return { bench, mail, weak, push, own, fence };
}

describe('a notification path that fails', () => {
  it('is an alarm of the site within a minute, told by the way that works, and over with the next delivery', async () => {
    const { bench, mail, weak, push, own, fence } = await telling();
    mail.answers = false;
    const first = await alarmOf(bench);
    await first.raise(fence);
    await bench.pass(40 * SECOND);
    expect(await own()).toMatchObject([
      { direction: 'undelivered', priority: 'high', siteId: SITE, deviceId: null, clearedAt: null },
    ]);
    await bench.pass(2 * MINUTE);
    expect(push.heard.map(({ notice }) => notice.sentence)).toContain('Messages do not arrive: people may not hear of alarms');
    mail.answers = true;
    const second = await alarmOf(bench);
    await second.raise(fence);
    await bench.pass(3 * MINUTE);
    expect(weak.heard.length).toBeGreaterThan(0);
    expect(await own()).toMatchObject([{ clearedAt: expect.any(Number) }]);
  });

  it('is no alarm when it fails once and then delivers', async () => {
    const { bench, mail, weak, own, fence } = await telling(false);
    mail.answers = false;
    await (await alarmOf(bench)).raise(fence);
    await bench.pass(5 * SECOND);
    mail.answers = true;
    await bench.pass(2 * MINUTE);
    expect(weak.heard.length).toBeGreaterThan(0);
    expect(await own()).toEqual([]);
  });

  it('goes on being an alarm over a restart of the ingestor', async () => {
    const { bench, own, mail, fence } = await telling();
    mail.answers = false;
    await (await alarmOf(bench)).raise(fence);
    await bench.pass(40 * SECOND);
    const dead = fakeChannel('mail', async () => no());
    bench.start({ notifier: makeNotifier(bench.store, [dead.channel]), leaseTtlMs: SECOND });
    await bench.pass(MINUTE);
    expect(await own()).toMatchObject([{ direction: 'undelivered', clearedAt: null }]);
  });
});

describe('a rota that covers nobody', () => {
  it('is an alarm while nobody who can be reached is on duty', async () => {
    const { bench, own } = await telling();
    const layer = { name: 'Weeks', startsOn: '2026-01-01', handoverAt: '08:00', turnDays: 7 };
    const put = (people: readonly string[]) =>
      bench.store.notify.putRota(
        {
          id: channelIds['mail'] ?? '',
          siteId: SITE,
          rota: { name: 'Nights', holidays: [], overrides: [], layers: [{ ...layer, people: [...people] }] },
        },
        audit,
      );
    await put(['nobody-we-know']);
    await bench.pass(40 * SECOND);
    expect(await own()).toMatchObject([{ direction: 'uncovered', clearedAt: null }]);
    await put(['tess']);
    await bench.pass(5 * SECOND);
    expect(await own()).toMatchObject([{ clearedAt: expect.any(Number) }]);
  });
});

describe('an exercise', () => {
  it('goes every way at once, marked as such, without falling to the next way or keeping news waiting', async () => {
    const { bench, mail, weak, push, fence } = await telling();
    mail.answers = false;
    const drill = { id: '00000000-0000-7000-8000-00000000d001', siteId: SITE, kind: 'drill' as const, unreached: [] };
    const owed = ['mail', 'push'].map((name, index) => {
      const key = {
        subjectKind: 'drill' as const,
        subjectId: drill.id,
        activation: index + 1,
        kind: 'drill' as const,
        sequence: 0,
      };
      const more = {
        id: `${drill.id.slice(0, -1)}${index + 2}`,
        address: { email: 'tess@example.org' },
        priority: 'high' as const,
      };
      return owe({ ...key, recipient: 'tess', channelId: channelIds[name] ?? '' }, { ...more, now: Date.now() });
    });
    await bench.store.notify.startDrill(
      { ...drill, startedAt: Date.now(), startedBy: 'ada', dueAt: null, omitted: null },
      owed,
      audit,
    );
    await bench.pass(4 * SECOND);
    const states = async () =>
      (await bench.store.notify.noticesOf(drill.id)).map(({ state, attempts }) => `${state} ${attempts}`);
    expect(await states()).toEqual(['queued 1', 'sent 1']);
    expect(push.heard).toMatchObject([{ notice: { kind: 'drill', acknowledgeLink: expect.stringContaining('/ack/') } }]);
    mail.answers = true;
    await bench.pass(25 * SECOND);
    expect(await states()).toEqual(['sent 2', 'sent 1']);
    await (await alarmOf(bench)).raise(fence);
    await bench.pass(3 * SECOND);
    expect(weak.heard.map(({ notice }) => notice.kind)).toEqual(['drill', 'raised']);
  });
});
