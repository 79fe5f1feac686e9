import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBench, MINUTE, NOON, SECOND, SITE } from './bench.ts';
import { fakeChannel, makeNotifier, peopleAndChannels } from './notify-bench.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

const audit = { actor: 'bench', action: 'bench.make', objectKind: 'site', objectId: SITE };

describe('a planned drill', () => {
  it('is told once to everybody, though its ingestor is stopped at that moment and another takes over', async () => {
    const bench = await createBench();
    const mail = fakeChannel('mail');
    await peopleAndChannels(bench.store, [mail.channel], NOON);
    // Noon is Thursday, 13:00 in Amsterdam.
    const plan = { week: 'every' as const, weekday: 4, at: '13:02' };
    await bench.store.notify.putDrillPlan({ siteId: SITE, plan, plannedAt: NOON, plannedBy: 'Ada' }, audit);
    const channels = new Map([[mail.channel.id, mail.channel]]);
    const make = () => bench.start({ channels, notifier: makeNotifier(bench.store, [mail.channel]) });
    const first = make();
    make();
    await bench.pass(2 * MINUTE - SECOND);
    expect(await bench.store.notify.drills(SITE, { limit: 9, kind: 'drill' })).toEqual([]);
    await bench.pass(3 * SECOND);
    void first.stop();
    await bench.pass(5 * MINUTE);
    make();
    await bench.pass(5 * MINUTE);
    const dueAt = NOON + 2 * MINUTE;
    expect(await bench.store.notify.drills(SITE, { limit: 9, kind: 'drill' })).toMatchObject([{ dueAt, omitted: null }]);
    const told = mail.heard.map(({ to, notice }) => `${to} ${notice.kind}`).toSorted();
    expect(told).toEqual(['ada', 'mark', 'tess'].map((name) => `${name}@example.org drill`));
  });
});
