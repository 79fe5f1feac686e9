import { describe, expect, it } from 'vitest';
import { channelKinds } from '../../server/reads/channel-kinds.ts';
import { draftOf, typedValues } from './channel-fields.ts';

const kind = (id: string) => {
  const found = channelKinds().find((one) => one.id === id);
  if (!found) throw new Error(`no channel ${id}`);
  return found;
};

describe('a form for the configuration of a channel', () => {
  it.each(channelKinds().map(({ id }) => id))('has a word in both languages for every field of %s', (id) => {
    for (const { words } of kind(id).config) expect([words.en, words.nl].every((word) => word.length > 0)).toBe(true);
    expect(kind(id).config.length).toBeGreaterThan(0);
  });

  it('knows what is secret, what is a choice and what must be given', () => {
    const fields = kind('email').config;
    const of = (name: string) => fields.find((field) => field.name === name);
    expect(of('password')).toMatchObject({ kind: 'secret', isRequired: false });
    expect(of('security')).toMatchObject({ kind: 'choice', options: ['starttls', 'tls', 'none'], preset: 'starttls' });
    expect(of('host')).toMatchObject({ kind: 'text', isRequired: true });
    expect(of('certificateAuthority')).toMatchObject({ kind: 'long' });
  });

  it('begins a new channel with what is taken for granted, and never shows a secret', () => {
    const fields = kind('email').config;
    expect(draftOf(fields, null)).toMatchObject({ port: '587', security: 'starttls', password: '' });
    expect(draftOf(fields, { host: 'mail', port: 25, password: 'x' })).toMatchObject({ host: 'mail', port: '25', password: '' });
    expect(draftOf(fields, { host: 'mail' })).toMatchObject({ port: '587', user: '' });
  });

  it('leaves out what is empty, and reads numbers and lists', () => {
    const fields = kind('sms-gateway').config;
    expect(typedValues(fields, { fields: 'to={to}\n\n text={text} ', secret: '', url: 'https://sms.example' })).toEqual({
      fields: ['to={to}', 'text={text}'],
      url: 'https://sms.example',
    });
    expect(typedValues(kind('email').config, { port: '25' })).toEqual({ port: 25 });
  });

  it('asks a person for an address only where one can be typed', () => {
    expect(kind('sms-gateway').address).toMatchObject([{ name: 'phone' }]);
    expect(kind('web-push').address).toBeNull();
    expect(kind('webhook').isPersonal).toBe(false);
  });
});
