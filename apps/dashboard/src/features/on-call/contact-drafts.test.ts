import { describe, expect, it } from 'vitest';
import { channelKinds } from '../../server/reads/channel-kinds.ts';
import { addressOf, contactDrafts, freshContact } from './contact-drafts.ts';

const row = { id: 'c', userId: 'u', channelId: 'x', position: 0, isEnabled: true, goneAt: null };
const fieldsOf = (type: string) => channelKinds().find(({ id }) => id === type)?.address ?? null;

describe('contacts while they are edited', () => {
  it('give back the address that was typed', () => {
    const fields = fieldsOf('sms-gateway');
    const [draft] = contactDrafts([{ ...row, address: { phone: '+31600000000' } }], () => fields);
    expect(draft && addressOf({ ...draft, address: { phone: '+31611111111' } }, fields)).toEqual({ phone: '+31611111111' });
  });

  it('keep a subscription of a browser as it was, which no person can type', () => {
    const address = { endpoint: 'https://push.example', keys: { p256dh: 'p', auth: 'a' } };
    const [draft] = contactDrafts([{ ...row, address }], () => null);
    expect(draft && addressOf(draft, fieldsOf('web-push'))).toEqual(address);
  });

  it('are told apart also when one was taken away before another is added', () => {
    const two = contactDrafts(
      [
        { ...row, address: {} },
        { ...row, address: {} },
      ],
      () => null,
    );
    expect(freshContact(two.slice(1), 'y').key).toBe(2);
  });
});
