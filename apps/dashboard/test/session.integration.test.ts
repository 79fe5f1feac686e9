import type { Context } from '@wachter/services/context';
import { makeNewId } from '@wachter/services/new-id';
import { addUser } from '@wachter/services/user/add';
import { updateUser } from '@wachter/services/user/update';
import { silentLog } from '@wachter/store/log';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { openPool } from '@wachter/store/prisma/connect/open-pool';
import { openOrm } from '@wachter/store/prisma/connect/prisma-client';
import { openStore } from '@wachter/store/prisma/open-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../packages/tooling/src/test-database.ts';
import { attempts } from '../src/server/attempts.ts';
import { hashPassword, verifyPassword } from '../src/server/passwords.ts';
import { createAuth } from '../src/server/session.ts';
import { isBeyondAbsoluteLimit } from '../src/server/session-limits.ts';

const origin = 'https://wachter.example';
let database: TestDatabase;
let close: () => Promise<void>;
let context: Context;
let orm: ReturnType<typeof openOrm>;
let auth: Awaited<ReturnType<typeof createAuth>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { url: database.url, applicationName: 'test', poolSize: 3, statementTimeoutMs: 10_000, log: silentLog };
  const store = openStore(options);
  const pool = openPool(options);
  orm = openOrm(pool);
  close = async () => {
    await orm.close();
    await pool.end();
    await store.close();
  };
  const now = () => Date.now();
  context = {
    store,
    now,
    newId: makeNewId(now, nodeCrypto.randomBytes),
    crypto: nodeCrypto,
    channels: new Map(),
    seal: null,
    hashPassword,
    actor: { kind: 'system', name: 'test' },
  };
  auth = await createAuth({ database: orm, origins: [origin], secret: 's'.repeat(40), onWarning: () => undefined });
});

afterAll(async () => {
  await close();
  await database.drop();
});

async function person(email: string) {
  const added = await addUser(context, { name: 'Tess', email, role: 'technician' });
  if (!added.ok) throw new Error(added.error.kind);
  return { id: added.value.id, email, password: added.value.oneTimePassword };
}

const signIn = (email: string, password: string) =>
  auth.handler(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email, password }),
    }),
  );

async function signedIn(email: string, password: string): Promise<Headers> {
  const cookie = (await signIn(email, password)).headers.get('set-cookie')?.split(';')[0] ?? '';
  return new Headers({ cookie });
}

const sessionOf = (headers: Headers) => auth.api.getSession({ headers, query: { disableRefresh: true } });

describe('sessions of people', () => {
  it('open with the password of an added user and know role, language and that it must be changed', async () => {
    const tess = await person('open@example.com');
    const found = await sessionOf(await signedIn(tess.email, tess.password));
    expect(found?.user).toMatchObject({ id: tess.id, role: 'technician', locale: 'en', mustChangePassword: true, banned: false });
  });

  it('live on the server; the cookie is Secure, HttpOnly, SameSite=Strict and cannot be forged', async () => {
    const tess = await person('cookie@example.com');
    const cookie = (await signIn(tess.email, tess.password)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Secure-wachter\.session_token=/);
    for (const word of [/; Secure/i, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i]) expect(cookie).toMatch(word);
    expect(await sessionOf(new Headers({ cookie: '__Secure-wachter.session_token=abc.def' }))).toBeNull();
    expect(await orm.read('counting', (client) => client.session.count({ where: { userId: tess.id } }))).toBe(1);
  });

  it('refuse a wrong password, an unknown account and a disabled one with the same status and without a cookie', async () => {
    const tess = await person('refused@example.com');
    const gone = await person('gone@example.com');
    await updateUser(context, { id: gone.id, isDisabled: true });
    const answers = await Promise.all([
      signIn(tess.email, 'wrong'),
      signIn('nobody@example.com', 'wrong'),
      signIn(gone.email, gone.password),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    const messages = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { message: string }).message));
    expect(new Set(messages.map((message) => message.toLowerCase())).size).toBe(1);
    for (const answer of answers) expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/session_token=[^;]/);
  });

  it('end at once when the user is disabled, and act with the new role at once', async () => {
    const tess = await person('disabled@example.com');
    const headers = await signedIn(tess.email, tess.password);
    await updateUser(context, { id: tess.id, role: 'viewer' });
    expect((await sessionOf(headers))?.user.role).toBe('viewer');
    await updateUser(context, { id: tess.id, isDisabled: true });
    expect(await sessionOf(headers)).toBeNull();
  });

  it('end when the password is changed or signed out', async () => {
    const tess = await person('changed@example.com');
    const [one, two] = [await signedIn(tess.email, tess.password), await signedIn(tess.email, tess.password)];
    await auth.api.signOut({ headers: one });
    expect(await sessionOf(one)).toBeNull();
    expect(await sessionOf(two)).not.toBeNull();
    const audit = { actor: 'Tess', action: 'user.change-password', objectKind: 'user', objectId: tess.id };
    await context.store.people.setPassword(tess.id, await hashPassword('de maan staat boven het dak'), false, audit);
    expect(await sessionOf(two)).toBeNull();
    expect((await signIn(tess.email, tess.password)).status).toBe(401);
    const again = await sessionOf(await signedIn(tess.email, 'de maan staat boven het dak'));
    expect(again?.user.mustChangePassword).toBe(false);
  });

  it('cannot be had by signing up', async () => {
    const answer = await auth.handler(
      new Request(`${origin}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ name: 'x', email: 'x@example.com', password: 'long enough for anybody' }),
      }),
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await context.store.people.userByEmail('x@example.com')).toBeNull();
  });

  it('end after three days in any case', () => {
    const hour = 3_600_000;
    expect(isBeyondAbsoluteLimit(0, 72 * hour - 1)).toBe(false);
    expect(isBeyondAbsoluteLimit(0, 72 * hour)).toBe(true);
  });
});

describe('passwords', () => {
  it('are stored as argon2id with a salt of their own', async () => {
    const [one, two] = [await hashPassword('a sentence of my own'), await hashPassword('a sentence of my own')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword({ hash: one, password: 'a sentence of my own' })).toBe(true);
    expect(await verifyPassword({ hash: one, password: 'another sentence' })).toBe(false);
    expect(await verifyPassword({ hash: 'no hash', password: 'x' })).toBe(false);
  });
});

describe('counts of failed sign-ins', () => {
  it('are kept in the database per account and address, without naming either, and forgotten after a success', async () => {
    const now = Date.now();
    const counted = attempts(orm);
    await counted.failed('Who@Example.com', '192.0.2.1', now);
    await attempts(orm).failed('who@example.com ', '192.0.2.2', now + 1);
    expect(await counted.read('who@example.com', '192.0.2.1')).toEqual({
      account: { count: 2, lastAt: now + 1 },
      address: { count: 1, lastAt: now },
    });
    const keys = await orm.read('reading keys', async (client) =>
      (await client.rateLimit.findMany()).map((row) => row.key).join(' '),
    );
    expect(keys).not.toMatch(/example|192/);
    await counted.succeeded('who@example.com');
    expect((await counted.read('who@example.com', '192.0.2.1')).account).toBeNull();
  });

  it('do not lose one when several fail at the same moment', async () => {
    const counted = attempts(orm);
    await Promise.all(Array.from({ length: 8 }, () => counted.failed('race@example.com', '192.0.2.9', Date.now())));
    expect((await counted.read('race@example.com', '192.0.2.9')).account?.count).toBe(8);
  });
});
