import { describe, expect, it } from 'vitest';
import { bench, refusal, userWith, value } from '../../test/context.ts';
import { openChannelConfig } from '../channel/secrets.ts';
import { verbs } from '../verbs.ts';

const channel = { id: null, type: 'push', name: 'Push', config: { subject: 'mailto:ops@example.org' }, isEnabled: true };
const browser = (n: number) => ({
  name: `Phone ${n}`,
  subscription: { endpoint: `https://push.example/${n}`, keys: { p256dh: 'p', auth: 'a' } },
});

async function lab() {
  const at = bench();
  const { context } = at;
  const user = value(await verbs.addUser(context, { name: 'Tess', email: 'tess@example.org', role: 'technician' })).id;
  const { id: channelId } = value(await verbs.putChannel(context, channel));
  const tess = at.as({ kind: 'user', id: user, name: 'Tess', role: 'technician' });
  const devices = async () => (await context.store.notify.contacts(user)).map(({ address }) => address);
  return { ...at, channelId, tess, user, devices };
}

describe('keys of the push channel', () => {
  it('are made when it is set up, kept when it is changed, and the secret one is never read back', async () => {
    const { context, channelId } = await lab();
    value(await verbs.putChannel(context, { ...channel, id: channelId, config: { subject: 'mailto:other@example.org' } }));
    const [row] = await context.store.notify.channels();
    const keys = { publicKey: 'public', privateKey: 'very private' };
    expect(row && openChannelConfig(row, context.seal)).toEqual({ subject: 'mailto:other@example.org', ...keys });
    const shown = value(await verbs.listChannels(context, {}));
    expect(JSON.stringify([shown, await context.store.people.auditTrail({ limit: 50 })])).not.toContain('very private');
  });
});

describe('browsers of a person', () => {
  it('are several to one contact; the same one again replaces itself, and with the last the contact goes', async () => {
    const { tess, channelId, devices } = await lab();
    for (const n of [1, 2, 1]) value(await verbs.subscribePush(tess, { channelId, ...browser(n) }));
    expect(await devices()).toMatchObject([{ devices: [{ name: 'Phone 2' }, { name: 'Phone 1' }] }]);
    for (const n of [1, 2]) value(await verbs.unsubscribePush(tess, { channelId, endpoint: `https://push.example/${n}` }));
    expect(await devices()).toEqual([]);
    const gone = await verbs.unsubscribePush(tess, { channelId, endpoint: 'https://push.example/1' });
    expect(refusal(gone).kind).toBe('not-found');
  });

  it('take no other contact away, and never show their address in the audit trail', async () => {
    const { context, tess, channelId, user } = await lab();
    const sms = { id: null, type: 'sms', name: 'SMS', config: { host: 'sms.example' }, isEnabled: true };
    const { id: smsId } = value(await verbs.putChannel(context, sms));
    const contacts = [{ channelId: smsId, address: { number: '+316' }, isEnabled: true }];
    value(await verbs.setContacts(context, { userId: user, contacts }));
    value(await verbs.subscribePush(tess, { channelId, ...browser(1) }));
    expect((await context.store.notify.contacts(user)).map((one) => one.channelId)).toEqual([channelId, smsId]);
    const twice = await verbs.setContacts(context, { userId: user, contacts: [...contacts, ...contacts] });
    expect(refusal(twice)).toEqual({ kind: 'invalid', issues: [{ path: 'contacts.1.channelId', message: 'is there already' }] });
    expect(JSON.stringify(await context.store.people.auditTrail({ limit: 50 }))).not.toContain('push.example');
  });

  it('are refused where the address is none, the channel is gone, or nobody is signed in', async () => {
    const { as, tess, channelId } = await lab();
    const wrong = { ...browser(1), subscription: { ...browser(1).subscription, endpoint: 'not an address' } };
    expect(refusal(await verbs.subscribePush(tess, { channelId, ...wrong })).kind).toBe('invalid');
    const gone = channelId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(refusal(await verbs.subscribePush(tess, { channelId: gone, ...browser(1) })).kind).toBe('not-found');
    const command = as({ kind: 'system', name: 'command' });
    expect(refusal(await verbs.subscribePush(command, { channelId, ...browser(1) })).kind).toBe('forbidden');
    expect(userWith('viewer').kind).toBe('user');
  });
});
