import { defaultPolicy, type Escalation, owe, type Rota } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { hashToken } from '../access/token-secret.ts';
import { openChannelConfig } from '../channel/secrets.ts';
import { acknowledgeByLink, readLink } from '../notice/link.ts';
import { verbs } from '../verbs.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points: [ { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature, location: hall } ]
`;

async function lab() {
  const at = bench();
  const { context } = at;
  const { siteId } = value(await verbs.importSite(context, { text }));
  const user = value(await verbs.addUser(context, { name: 'Tess', email: 'tess@example.org', role: 'technician' })).id;
  if (!siteId) throw new Error('no site');
  return { ...at, siteId, user };
}
const sms = { id: null, type: 'sms', name: 'SMS', config: { host: 'sms.example', token: 'very secret' }, isEnabled: true };
const rotaOf = (person: string): Rota => ({
  name: 'Nights',
  layers: [{ name: 'All', people: [person], startsOn: '2026-01-05', handoverAt: '08:00', turnDays: 7 }],
  holidays: [{ on: '2026-11-25', name: 'Closed', person: null }],
  overrides: [],
});

describe('channels', () => {
  it('are never read back with their secrets, nor leave them in the audit trail', async () => {
    const { context } = await lab();
    const { id } = value(await verbs.putChannel(context, sms));
    const shown = value(await verbs.listChannels(context, {}));
    expect(shown).toMatchObject([{ id, config: { host: 'sms.example' }, secretsSet: ['token'], canOpen: true }]);
    const [row] = await context.store.notify.channels();
    if (!row) throw new Error('no row');
    expect(JSON.stringify([shown, row, await context.store.people.auditTrail({ limit: 50 })])).not.toContain('very secret');
    expect(openChannelConfig(row, context.seal)).toEqual({ host: 'sms.example', token: 'very secret' });
  });

  it('keep a secret that is left out, and lose one that is taken away', async () => {
    const { context } = await lab();
    const { id } = value(await verbs.putChannel(context, sms));
    value(await verbs.putChannel(context, { ...sms, id, config: { host: 'other.example' } }));
    const [kept] = await context.store.notify.channels();
    expect(kept && openChannelConfig(kept, context.seal)).toEqual({ host: 'other.example', token: 'very secret' });
    value(await verbs.putChannel(context, { ...sms, id, config: { host: 'other.example', token: null } }));
    expect(value(await verbs.listChannels(context, {}))).toMatchObject([{ secretsSet: [] }]);
  });

  it('are refused with a sentence beside the field, and without a key for their secrets', async () => {
    const { context } = await lab();
    const wrong = refusal(await verbs.putChannel(context, { ...sms, config: { host: '' } }));
    expect(wrong).toMatchObject({ kind: 'invalid', issues: [{ path: 'config.host' }] });
    expect(refusal(await verbs.putChannel({ ...context, seal: null }, sms))).toEqual({ kind: 'no-secret-key' });
    expect(refusal(await verbs.putChannel(context, { ...sms, type: 'pigeon' }))).toMatchObject({ kind: 'invalid' });
  });
});

describe('who is on duty', () => {
  it('warns where nobody is, and where nobody can reach whoever is', async () => {
    const { context, siteId, user } = await lab();
    value(await verbs.putRota(context, { id: null, siteId, rota: rotaOf(user) }));
    const before = value(await verbs.whoIsOnDuty(context, {}));
    expect(before.hasChannel).toBe(false);
    expect(before.rotas[0]?.now.person).toBe(user);
    expect(before.rotas[0]?.warnings.map(({ kind }) => kind)).toEqual(['unreachable', 'nobody', 'unreachable']);
    const { id: channelId } = value(await verbs.putChannel(context, sms));
    const contacts = [{ channelId, address: { number: '+31600000000' }, isEnabled: true }];
    value(await verbs.setContacts(context, { userId: user, contacts }));
    const after = value(await verbs.whoIsOnDuty(context, {}));
    expect(after.rotas[0]?.warnings.map(({ kind }) => kind)).toEqual(['nobody']);
    expect(after.policies).toMatchObject([
      { siteId, isDefault: true, policy: { critical: { steps: [{}, { afterMinutes: 5 }] } } },
    ]);
  });

  it('lets people set their own contacts only, and names the address that is wrong', async () => {
    const { context, as, user } = await lab();
    const { id: channelId } = value(await verbs.putChannel(context, sms));
    const contacts = [{ channelId, address: { number: '06' }, isEnabled: true }];
    expect(refusal(await verbs.setContacts(context, { userId: user, contacts }))).toMatchObject({
      issues: [{ path: 'contacts.0.address.number', message: 'must begin with + and the country' }],
    });
    const tess = as({ kind: 'user', id: user, name: 'Tess', role: 'technician' });
    value(await verbs.setContacts(tess, { userId: user, contacts: [] }));
    expect(refusal(await verbs.setContacts(as(userWith('manager')), { userId: user, contacts: [] }))).toMatchObject({
      kind: 'forbidden',
    });
  });

  it('keeps a rota and a channel that steps name', async () => {
    const { context, siteId, user } = await lab();
    const { id } = value(await verbs.putRota(context, { id: null, siteId, rota: rotaOf(user) }));
    const { id: channel } = value(await verbs.putChannel(context, sms));
    const policy = defaultPolicy([
      { kind: 'rota', id },
      { kind: 'channel', id: channel },
    ]);
    value(await verbs.putPolicy(context, { siteId, policy }));
    expect(refusal(await verbs.deleteRota(context, { id }))).toEqual({ kind: 'named-in-steps' });
    expect(refusal(await verbs.deleteChannel(context, { id: channel }))).toEqual({ kind: 'named-in-steps' });
    value(await verbs.putPolicy(context, { siteId, policy: defaultPolicy([{ kind: 'person', id: user }]) }));
    value(await verbs.deleteRota(context, { id }));
    value(await verbs.deleteChannel(context, { id: channel }));
  });

  it('refuses a rota that names a stranger', async () => {
    const { context, siteId } = await lab();
    expect(refusal(await verbs.putRota(context, { id: null, siteId, rota: rotaOf('nobody') }))).toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('a link in a message', () => {
  async function linked() {
    const at = await lab();
    const { context, user } = at;
    const point = await context.store.site.pointByTag('temp');
    const [rule] = await context.store.site.rules({ pointId: point?.id ?? 0 });
    if (!rule) throw new Error('no rule');
    const [alarmId = ''] = await raise(context, rule);
    const link = {
      tokenHash: hashToken('token', context.crypto),
      subjectKind: 'alarm' as const,
      subjectId: alarmId,
      activation: 1,
    };
    await context.store.notify.addLink({ ...link, userId: user, createdAt: T0, expiresAt: T0 + 60_000, usedAt: null });
    return { ...at, alarmId };
  }

  it('acknowledges once, in the name of the person, and looking at it changes nothing', async () => {
    const { context, alarmId } = await linked();
    expect(await readLink(context, 'token')).toMatchObject({ kind: 'alarm', person: 'Tess', activation: 1 });
    expect((await context.store.alarms.get(alarmId))?.acknowledgedAt).toBeNull();
    expect(await acknowledgeByLink(context, 'token', null)).toMatchObject({
      kind: 'acknowledged',
      alarm: { acknowledgedBy: 'Tess' },
    });
    expect(await acknowledgeByLink(context, 'token', null)).toEqual({ kind: 'used', at: T0 });
    const trail = await context.store.people.auditTrail({ objectId: alarmId, limit: 5 });
    expect(trail).toMatchObject([{ actor: 'Tess', action: 'alarm.acknowledge', source: 'link' }]);
  });

  it('is worth nothing when it is unknown, expired, or its person may not acknowledge any more', async () => {
    const { context, user, advance } = await linked();
    expect(await acknowledgeByLink(context, 'another', null)).toEqual({ kind: 'unknown' });
    value(await verbs.updateUser(context, { id: user, role: 'viewer' }));
    expect(await acknowledgeByLink(context, 'token', null)).toEqual({ kind: 'not-allowed' });
    value(await verbs.updateUser(context, { id: user, role: 'technician' }));
    advance(60_000);
    expect(await acknowledgeByLink(context, 'token', null)).toEqual({ kind: 'expired' });
  });
});

describe('what was told', () => {
  it('is shown by person and channel, without addresses', async () => {
    const { context, siteId, user } = await lab();
    const { id: channelId } = value(await verbs.putChannel(context, sms));
    const lease = await context.store.lease.acquire('ingest', 'test', 60_000);
    if (!lease.ok) throw new Error('no lease');
    const alarmId = context.newId();
    const key = { subjectKind: 'alarm' as const, subjectId: alarmId, activation: 1, kind: 'raised' as const, sequence: 0 };
    const more = { id: context.newId(), address: { number: '+31600000000' }, priority: 'high' as const, now: T0 };
    const notices = [owe({ ...key, recipient: user, channelId }, more)];
    const escalations: readonly Escalation[] = [];
    await context.store.notify.commitRound(lease.fence, { escalations, notices, overtaken: [] });
    const shown = value(await verbs.listNotices(context, { alarmId }));
    expect(shown).toMatchObject([{ person: 'Tess', channel: 'SMS', kind: 'raised', state: 'queued' }]);
    expect(JSON.stringify(shown)).not.toContain('+31');
    expect(siteId).not.toBe('');
  });
});
