import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditRecord, type MakeStore, minute, T0, unique, useStore } from './fixture.contract.ts';
import type { Store } from './store.ts';

const newUser = (more: { readonly role?: string; readonly email?: string } = {}) => ({
  ...{ id: unique('user'), name: 'Ada', email: `${unique('ada')}@example.org`, role: 'viewer' },
  ...{ passwordHash: '$argon2id$hash', mustChangePassword: true, now: T0 },
  ...more,
});
const trail = (store: Store, objectId: string) => store.people.auditTrail({ objectId, limit: 50 });

async function addUser(store: Store, more: Parameters<typeof newUser>[0] = {}) {
  const user = newUser(more);
  await store.people.createUser(user, auditRecord(user.id, { action: 'user.add', objectKind: 'user' }));
  return user;
}

/** Leaves exactly the given administrators able to log in, whoever else the database holds. */
async function onlyAdministrators(store: Store, ids: readonly string[]): Promise<void> {
  for (const user of await store.people.users()) {
    if (user.role !== 'administrator' || user.isDisabled || ids.includes(user.id)) continue;
    await store.people.updateUser(user.id, { isDisabled: true }, auditRecord(user.id));
  }
}

function describeUsers(store: () => Store): void {
  it('creates a user with its audit row and never gives the hash back', async () => {
    const user = await addUser(store(), { role: 'technician' });
    const found = await store().people.userByEmail(user.email);
    expect(found).toEqual({
      ...{ id: user.id, name: 'Ada', email: user.email, role: 'technician', isDisabled: false },
      ...{ mustChangePassword: true, locale: 'en', createdAt: T0 },
    });
    expect((await store().people.users()).filter((row) => row.id === user.id)).toEqual([found]);
    expect(JSON.stringify(await store().people.users())).not.toContain('argon2id');
    expect(await trail(store(), user.id)).toMatchObject([{ action: 'user.add', actor: 'Ada' }]);
  });

  it('refuses a second user of an e-mail address, whatever its case, without a trace', async () => {
    const user = await addUser(store());
    const second = newUser({ email: user.email.toUpperCase() });
    expect(await store().people.createUser(second, auditRecord(second.id))).toEqual({ kind: 'email-taken' });
    expect(await trail(store(), second.id)).toEqual([]);
    expect(await store().people.userByEmail(unique('nobody@example.org'))).toBeNull();
  });

  it('changes what is given and leaves the rest', async () => {
    const user = await addUser(store());
    const change = { role: 'manager', locale: 'nl' };
    expect(await store().people.updateUser(user.id, change, auditRecord(user.id))).toEqual({ kind: 'updated' });
    expect(await store().people.userByEmail(user.email)).toMatchObject({ ...change, name: 'Ada', isDisabled: false });
    expect(await store().people.updateUser(unique('nobody'), change, auditRecord('x'))).toEqual({ kind: 'not-found' });
  });

  it('keeps the last administrator, against disabling and against another role', async () => {
    const [first, last] = [await addUser(store(), { role: 'administrator' }), await addUser(store(), { role: 'administrator' })];
    await onlyAdministrators(store(), [first.id, last.id]);
    expect(await store().people.updateUser(first.id, { role: 'viewer' }, auditRecord(first.id))).toEqual({ kind: 'updated' });
    const before = (await trail(store(), last.id)).length;
    for (const change of [{ isDisabled: true }, { role: 'viewer' }]) {
      expect(await store().people.updateUser(last.id, change, auditRecord(last.id))).toEqual({ kind: 'last-administrator' });
    }
    expect(await store().people.userByEmail(last.email)).toMatchObject({ role: 'administrator', isDisabled: false });
    expect(await trail(store(), last.id)).toHaveLength(before);
    expect(await store().people.updateUser(last.id, { name: 'Ada L.' }, auditRecord(last.id))).toEqual({ kind: 'updated' });
  });

  it('keeps one of two administrators who take each other’s role at once', async () => {
    const two = [await addUser(store(), { role: 'administrator' }), await addUser(store(), { role: 'administrator' })];
    await onlyAdministrators(
      store(),
      two.map((user) => user.id),
    );
    const outcomes = await Promise.all(
      two.map((user) => store().people.updateUser(user.id, { role: 'viewer' }, auditRecord(user.id))),
    );
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['last-administrator', 'updated']);
  });

  it('sets a one-time password with its audit row', async () => {
    const user = await addUser(store());
    const record = auditRecord(user.id, { action: 'user.reset-password' });
    await store().people.setPassword(user.id, '$argon2id$other', false, record);
    expect((await store().people.userByEmail(user.email))?.mustChangePassword).toBe(false);
    expect((await trail(store(), user.id))[0]).toMatchObject({ action: 'user.reset-password' });
  });
}

function describeDisplays(store: () => Store): void {
  const add = async () => {
    const tokenHash = unique('hash');
    const display = {
      ...{ id: randomUUID(), name: 'Wall', siteId: null, locale: 'nl', theme: 'dark', diagonalInch: 55, distanceMeters: 4.5 },
      ...{ createdAt: T0, createdBy: 'Ada' },
    };
    await store().people.createDisplay({ ...display, tokenHash }, auditRecord(display.id, { action: 'display.add' }));
    return { display, tokenHash };
  };

  it('finds a display by the hash of its token and records its contact at most once a minute', async () => {
    const { display, tokenHash } = await add();
    const shown = async () => (await store().people.displays()).find((row) => row.id === display.id);
    expect(await shown()).toEqual({ ...display, lastContactAt: null, revokedAt: null });
    expect(await store().people.displayByTokenHash(tokenHash, T0)).toMatchObject({ id: display.id });
    expect((await shown())?.lastContactAt).toBe(T0);
    await store().people.displayByTokenHash(tokenHash, T0 + minute - 1);
    expect((await shown())?.lastContactAt).toBe(T0);
    await store().people.displayByTokenHash(tokenHash, T0 + minute);
    expect((await shown())?.lastContactAt).toBe(T0 + minute);
    expect(JSON.stringify(await shown())).not.toContain(tokenHash);
  });

  it('lets a revoked display in no more, and revokes once', async () => {
    const { display, tokenHash } = await add();
    const record = auditRecord(display.id, { action: 'display.revoke' });
    expect(await store().people.revokeDisplay(display.id, T0 + 1, record)).toBe(true);
    expect(await store().people.revokeDisplay(display.id, T0 + 2, record)).toBe(false);
    expect(await store().people.revokeDisplay(randomUUID(), T0 + 2, record)).toBe(false);
    expect(await store().people.displayByTokenHash(tokenHash, T0 + 3)).toBeNull();
    expect(await store().people.displayByTokenHash(unique('hash'), T0)).toBeNull();
    expect((await trail(store(), display.id)).map((row) => row.action)).toEqual(['display.revoke', 'display.add']);
  });
}

function describeTokens(store: () => Store): void {
  const add = async (expiresAt: number | null) => {
    const tokenHash = unique('hash');
    const token = {
      ...{ id: randomUUID(), name: 'Export', prefix: 'wachter_api_abc', scopes: ['read:points', 'read:readings'] },
      ...{ createdAt: T0, createdBy: 'Ada', expiresAt },
    };
    await store().people.createToken({ ...token, tokenHash }, auditRecord(token.id, { action: 'token.create' }));
    return { token, tokenHash };
  };

  it('finds a token by its hash until it expires', async () => {
    const { token, tokenHash } = await add(T0 + minute);
    expect(await store().people.tokenByHash(tokenHash, T0 + minute - 1)).toMatchObject(token);
    expect(await store().people.tokenByHash(tokenHash, T0 + minute)).toBeNull();
    const listed = (await store().people.tokens()).find((row) => row.id === token.id);
    expect(listed).toMatchObject({ ...token, revokedAt: null });
    expect(JSON.stringify(listed)).not.toContain(tokenHash);
  });

  it('remembers when a token was last used, at most once a minute', async () => {
    const { token, tokenHash } = await add(null);
    const lastUsedAt = async () => (await store().people.tokens()).find((row) => row.id === token.id)?.lastUsedAt;
    expect(await lastUsedAt()).toBeNull();
    await store().people.tokenByHash(tokenHash, T0);
    await store().people.tokenByHash(tokenHash, T0 + minute - 1);
    expect(await lastUsedAt()).toBe(T0);
    await store().people.tokenByHash(tokenHash, T0 + minute);
    expect(await lastUsedAt()).toBe(T0 + minute);
  });

  it('lets a revoked token in no more, and revokes once', async () => {
    const { token, tokenHash } = await add(null);
    expect(await store().people.tokenByHash(tokenHash, T0 + 999 * minute)).toMatchObject({ id: token.id });
    expect(await store().people.revokeToken(token.id, T0, auditRecord(token.id))).toBe(true);
    expect(await store().people.revokeToken(token.id, T0, auditRecord(token.id))).toBe(false);
    expect(await store().people.tokenByHash(tokenHash, T0)).toBeNull();
    expect(await trail(store(), token.id)).toHaveLength(2);
  });
}

function describeAudit(store: () => Store): void {
  it('pages the audit trail newest first, with what was before and after', async () => {
    const objectId = unique('object');
    await store().site.transaction(async (tx) => {
      for (let n = 0; n < 5; n++) {
        await tx.audit(
          auditRecord(objectId, { action: `step.${n}`, before: { n }, after: { n: n + 1, list: [null, 'ü'] }, source: 'web' }),
        );
      }
    });
    const first = await store().people.auditTrail({ objectKind: 'site', objectId, limit: 2 });
    const second = await store().people.auditTrail({ objectId, limit: 9, beforeId: first[1]?.id });
    expect([...first, ...second].map((row) => row.action)).toEqual([4, 3, 2, 1, 0].map((n) => `step.${n}`));
    expect(first[0]).toMatchObject({ actor: 'Ada', before: { n: 4 }, after: { n: 5, list: [null, 'ü'] }, source: 'web' });
    expect(first[0]?.at).toBeGreaterThan(0);
    expect(await store().people.auditTrail({ objectKind: 'device', objectId, limit: 9 })).toEqual([]);
    const by = async (actor: string) => (await store().people.auditTrail({ actor, objectId, limit: 9 })).length;
    expect([await by('aD'), await by('bob')]).toEqual([5, 0]);
  });
}

/** What every adapter of `PeopleStore` must do. */
export function describePeopleStore(makeStore: MakeStore): void {
  describe('PeopleStore', () => {
    const store = useStore(makeStore);
    describeUsers(store);
    describeDisplays(store);
    describeTokens(store);
    describeAudit(store);
  });
}
