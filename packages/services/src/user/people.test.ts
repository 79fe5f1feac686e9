import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, value } from '../../test/context.ts';
import { can } from '../access/can.ts';
import { addDisplay } from '../display/add.ts';
import { listDisplays } from '../display/list.ts';
import { revokeDisplay } from '../display/revoke.ts';
import { verifyDisplay } from '../display/verify.ts';
import { createSite } from '../site/create.ts';
import { createToken } from '../token/create.ts';
import { listTokens } from '../token/list.ts';
import { revokeToken } from '../token/revoke.ts';
import { verifyToken } from '../token/verify.ts';
import { addUser } from './add.ts';
import { listUsers } from './list.ts';
import { resetPassword } from './reset-password.ts';
import { updateUser } from './update.ts';

const ada = { name: 'Ada', email: 'Ada@Example.org', role: 'administrator' as const };

/** A bench that remembers which passwords were hashed. */
function vault() {
  const at = bench();
  const hashed: string[] = [];
  const hashPassword = async (password: string) => {
    hashed.push(password);
    return `argon2id of ${hashed.length}`;
  };
  return { at, hashed, context: { ...at.context, hashPassword } };
}

describe('users', () => {
  it('begin with a one-time password that is shown once, hashed, and must be changed', async () => {
    const { context, hashed } = vault();
    const added = value(await addUser(context, ada));
    expect(added.oneTimePassword).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(hashed).toEqual([added.oneTimePassword]);
    expect(value(await listUsers(context, {}))).toMatchObject([
      { email: 'ada@example.org', mustChangePassword: true, role: 'administrator' },
    ]);
    const everything = JSON.stringify([await context.store.people.auditTrail({ limit: 9 }), value(await listUsers(context, {}))]);
    expect(everything).not.toContain(added.oneTimePassword);
    expect(everything).not.toContain('argon2id');
  });

  it('refuse an address twice, a role of nobody, and an address that is none', async () => {
    const { context } = vault();
    value(await addUser(context, ada));
    expect(refusal(await addUser(context, { ...ada, email: 'ada@example.org' }))).toEqual({
      kind: 'email-taken',
      email: 'ada@example.org',
    });
    const wrong = { ...ada, role: 'root' as 'viewer' };
    expect(refusal(await addUser(context, wrong)).kind).toBe('invalid');
    expect(refusal(await addUser(context, { ...ada, email: 'a@b\nBcc: c@d.nl' })).kind).toBe('invalid');
  });

  it('change role and access, but the last administrator stays', async () => {
    const { context } = vault();
    const { id } = value(await addUser(context, ada));
    expect(refusal(await updateUser(context, { id, isDisabled: true }))).toEqual({ kind: 'last-administrator', id });
    expect(refusal(await updateUser(context, { id, role: 'viewer' })).kind).toBe('last-administrator');
    const bob = value(await addUser(context, { ...ada, email: 'bob@example.org' }));
    value(await updateUser(context, { id, role: 'viewer', locale: 'nl' }));
    expect(refusal(await updateUser(context, { id: bob.id, isDisabled: true })).kind).toBe('last-administrator');
    expect(refusal(await updateUser(context, { id: 'nobody', name: 'x' })).kind).toBe('not-found');
    const [row] = await context.store.people.auditTrail({ objectKind: 'user', objectId: id, limit: 1 });
    expect(row).toMatchObject({ before: { role: 'administrator', locale: 'en' }, after: { role: 'viewer', locale: 'nl' } });
  });

  it('get a new one-time password from an administrator, who cannot choose it', async () => {
    const { context, hashed } = vault();
    const { id, oneTimePassword } = value(await addUser(context, ada));
    const again = value(await resetPassword(context, { id })).oneTimePassword;
    expect(again).not.toBe(oneTimePassword);
    expect(hashed).toEqual([oneTimePassword, again]);
    const chosen = { id, password: 'mine' };
    expect(refusal(await resetPassword(context, chosen)).kind).toBe('invalid');
    expect(refusal(await resetPassword(context, { id: 'nobody' })).kind).toBe('not-found');
  });
});

describe('tokens', () => {
  it('speak for their scopes until they expire or are revoked', async () => {
    const { at, context } = vault();
    const created = value(
      await createToken(context, { name: 'export', scopes: ['read:points', 'read:points'], expiresAt: T0 + 1000 }),
    );
    const actor = await verifyToken(context, created.secret);
    expect(actor).toEqual({ kind: 'token', id: created.id, name: 'export', scopes: ['read:points'] });
    expect(actor && can(actor, 'point.read', { kind: 'point' }).allowed).toBe(true);
    expect(actor && can(actor, 'reading.read', { kind: 'reading' }).allowed).toBe(false);
    at.advance(1000);
    expect(await verifyToken(context, created.secret)).toBeNull();
    const second = value(await createToken(context, { name: 'two', scopes: ['read:alarms'] }));
    value(await revokeToken(context, { id: second.id }));
    expect(await verifyToken(context, second.secret)).toBeNull();
    expect(refusal(await revokeToken(context, { id: second.id })).kind).toBe('not-found');
  });

  it('are kept as a hash: neither list nor audit trail holds a secret', async () => {
    const { context } = vault();
    const { secret } = value(await createToken(context, { name: 'export', scopes: ['read:points'] }));
    const kept = JSON.stringify([value(await listTokens(context, {})), await context.store.people.auditTrail({ limit: 9 })]);
    expect(kept).toContain(secret.slice(0, 18));
    expect(kept).not.toContain(secret.slice(18));
  });

  it.each(['', 'wachter_api_', 'Bearer x', `wachter_api_${'a'.repeat(43)}`, `wachter_display_${'a'.repeat(43)}`])(
    '%j is nobody',
    async (secret) => {
      expect(await verifyToken(vault().context, secret)).toBeNull();
    },
  );

  it('refuse unknown scopes, none, and an end in the past', async () => {
    const { context } = vault();
    const ask = { name: 'x', scopes: ['read:points' as const] };
    expect(refusal(await createToken(context, { ...ask, scopes: ['write:everything' as 'read:points'] })).kind).toBe('invalid');
    expect(refusal(await createToken(context, { ...ask, scopes: [] })).kind).toBe('invalid');
    expect(refusal(await createToken(context, { ...ask, expiresAt: T0 })).kind).toBe('invalid');
  });
});

describe('displays', () => {
  it('are let in by their secret, seen, and sent away when revoked', async () => {
    const { context } = vault();
    const { site } = value(await createSite(context, { slug: 'lab', name: 'Lab', timeZone: 'UTC' }));
    const { id, secret } = value(await addDisplay(context, { name: 'Wall', siteId: site.id, locale: 'nl' }));
    const seen = await verifyDisplay(context, secret);
    expect(seen?.actor).toEqual({ kind: 'display', id, siteId: site.id });
    expect(value(await listDisplays(context, {}))).toMatchObject([
      { name: 'Wall', locale: 'nl', theme: 'dark', lastContactAt: T0 },
    ]);
    value(await revokeDisplay(context, { id }));
    expect(await verifyDisplay(context, secret)).toBeNull();
    expect(refusal(await revokeDisplay(context, { id })).kind).toBe('not-found');
    expect(JSON.stringify(await context.store.people.auditTrail({ limit: 9 }))).not.toContain(secret.slice(20));
  });

  it('refuse a site of nowhere, and are not let in by another kind of secret', async () => {
    const { context } = vault();
    const siteId = '0197a000-0000-7000-8000-000000000000';
    expect(refusal(await addDisplay(context, { name: 'Wall', siteId })).kind).toBe('not-found');
    const token = value(await createToken(context, { name: 'x', scopes: ['read:alarms'] }));
    expect(await verifyDisplay(context, token.secret)).toBeNull();
  });
});
