import { defaultPolicy } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { hashToken } from '../access/token-secret.ts';
import type { Context } from '../context.ts';
import { acknowledgeByLink, readLink } from '../notice/link.ts';
import { verbs } from '../verbs.ts';

const sms = { type: 'sms', config: { host: 'sms.example', token: 'very secret' }, isEnabled: true };

/** Tess takes turns and has two numbers, Mo leads and has none. */
async function lab() {
  const at = bench();
  const { context } = at;
  const site = value(await verbs.createSite(context, { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' })).site;
  const person = async (name: string, role: 'technician' | 'manager') =>
    value(await verbs.addUser(context, { name, email: `${name}@example.org`, role })).id;
  const [tess, mo] = [await person('Tess', 'technician'), await person('Mo', 'manager')];
  const channelOf = async (name: string) => value(await verbs.putChannel(context, { id: null, name, ...sms })).id;
  const [one, two] = [await channelOf('SMS'), await channelOf('Second SMS')];
  const number = { address: { number: '+31600000000' }, isEnabled: true };
  const contacts = [one, two].map((channelId) => ({ channelId, ...number }));
  value(await verbs.setContacts(context, { userId: tess, contacts }));
  const policy = defaultPolicy([{ kind: 'person', id: tess }]);
  value(await verbs.putPolicy(context, { siteId: site.id, policy }));
  return { ...at, siteId: site.id, tess, mo, one, two };
}

const send = async (context: Context, at: number, only?: string) => {
  const lease = await context.store.lease.acquire(context.newId(), 'test', 60_000);
  if (!lease.ok) throw new Error('no lease');
  for (let turn = 0; turn < 4; turn += 1) {
    for (const message of await context.store.notify.claim(lease.fence, { now: at, forMs: 1, atMost: 50 })) {
      const isSent = only === undefined || message.notices[0]?.channelId === only;
      const no = { kind: 'given-up' as const, at, error: 'refused: HTTP 500', blames: 'channel' as const };
      await context.store.notify.record(message, isSent ? { kind: 'sent', at, providerId: null } : no, []);
    }
  }
};

describe('a drill', () => {
  it('goes to everybody by every way, and lists what failed, who pressed and whom nothing reaches', async () => {
    const { context, siteId, tess, one } = await lab();
    const { id } = value(await verbs.startDrill(context, { siteId }));
    expect(refusal(await verbs.startDrill(context, { siteId }))).toEqual({ kind: 'drill-under-way' });
    await send(context, T0 + 2_000, one);
    const link = { tokenHash: hashToken('token', context.crypto), subjectKind: 'drill' as const, subjectId: id, activation: 1 };
    await context.store.notify.addLink({ ...link, userId: tess, createdAt: T0, expiresAt: T0 + 60_000, usedAt: null });
    expect(await readLink(context, 'token')).toEqual({ kind: 'drill', person: 'Tess' });
    expect(await acknowledgeByLink(context, 'token', null)).toEqual({ kind: 'drill-done' });
    expect(await acknowledgeByLink(context, 'token', null)).toMatchObject({ kind: 'used' });
    const [report] = value(await verbs.listDrills(context, { siteId }));
    expect(report).toMatchObject({ id, unreached: ['Mo'], startedAt: T0 });
    const hops = report?.hops.map(({ person, channel, state, sentAt, acknowledgedAt, failure }) => [
      ...[person, channel, state, sentAt, acknowledgedAt, failure],
    ]);
    expect(hops).toEqual([
      ['Tess', 'SMS', 'sent', T0 + 2_000, T0, null],
      ['Tess', 'Second SMS', 'given-up', null, null, 'refused: HTTP 500'],
    ]);
    value(await verbs.startDrill(context, { siteId }));
  });

  it('is refused where no channel reaches anybody', async () => {
    const { context, siteId, tess } = await lab();
    value(await verbs.setContacts(context, { userId: tess, contacts: [] }));
    expect(refusal(await verbs.startDrill(context, { siteId }))).toEqual({ kind: 'nobody-to-tell' });
  });
});

describe('the steps of a site', () => {
  it('are looked at before they hold: who is told when, by which channels, and whom nothing reaches', async () => {
    const { context, siteId, tess, two } = await lab();
    const held = value(await verbs.previewPolicy(context, { siteId }));
    const ways = (entries: typeof held.high) =>
      entries.map(({ minute, told }) => [minute, told.map(({ person, channels }) => [person, ...channels])]);
    expect(ways(held.high)).toEqual([
      [0, [['Tess', 'SMS', 'Second SMS']]],
      [15, [['Mo']]],
    ]);
    const policy = defaultPolicy([{ kind: 'person', id: tess }]);
    const steps = [{ afterMinutes: 0, targets: [{ kind: 'person' as const, id: tess }], firstBy: two }];
    const draft = { ...policy, high: { steps, repeatMinutes: 30 } };
    expect(ways(value(await verbs.previewPolicy(context, { siteId, policy: draft })).high)).toEqual([
      [0, [['Tess', 'Second SMS', 'SMS']]],
      [30, [['Tess', 'Second SMS', 'SMS']]],
      [60, [['Tess', 'Second SMS', 'SMS']]],
    ]);
  });

  it('are refused where they name what is not there, beside the step', async () => {
    const { context, siteId, tess } = await lab();
    const policy = defaultPolicy([{ kind: 'person', id: tess }]);
    const wrong = {
      ...policy,
      low: {
        steps: [{ afterMinutes: 0, targets: [{ kind: 'rota' as const, id: siteId }], firstBy: siteId }],
        repeatMinutes: null,
      },
    };
    expect(refusal(await verbs.putPolicy(context, { siteId, policy: wrong }))).toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'policy.low.steps.0.targets' }, { path: 'policy.low.steps.0.firstBy' }],
    });
  });
});

describe('a test of one way', () => {
  it('goes there alone, to oneself or by an administrator, and not twice at a time', async () => {
    const { context, as, siteId, tess, two } = await lab();
    const own = as({ kind: 'user', id: tess, name: 'Tess', role: 'technician' });
    const { id } = value(await verbs.sendTest(own, { channelId: two, userId: tess }));
    expect(refusal(await verbs.sendTest(context, { channelId: two, userId: tess }))).toEqual({ kind: 'drill-under-way' });
    expect(await context.store.notify.noticesOf(id)).toMatchObject([{ recipient: tess, channelId: two, kind: 'drill' }]);
    expect(value(await verbs.readDrill(own, { id })).hops).toMatchObject([{ person: 'Tess', channel: 'Second SMS' }]);
    expect(refusal(await verbs.sendTest(as(userWith('manager')), { channelId: two, userId: tess }))).toMatchObject({
      kind: 'forbidden',
    });
    expect(refusal(await verbs.readDrill(as(userWith('viewer')), { id }))).toMatchObject({ kind: 'forbidden' });
    expect(value(await verbs.listDrills(context, { siteId }))).toEqual([]);
  });

  it('is refused where the channel is not among the ways to the person', async () => {
    const { context, mo, one } = await lab();
    expect(refusal(await verbs.sendTest(context, { channelId: one, userId: mo }))).toEqual({ kind: 'not-a-way' });
    expect(refusal(await verbs.sendTest(context, { channelId: context.newId(), userId: mo })).kind).toBe('not-found');
  });
});
