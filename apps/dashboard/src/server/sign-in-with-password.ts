import { setTimeout as wait } from 'node:timers/promises';
import { cookies } from 'next/headers';
import { isLocale } from '../i18n/messages.ts';
import { addressOf } from './address.ts';
import { attempts } from './attempts.ts';
import { authDatabase } from './auth-database.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { BusyError } from './passwords.ts';
import { localeCookie } from './preferences.ts';
import { auth, isSecure } from './session.ts';
import { slowDown } from './slow-down.ts';
import { store } from './store.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly mustChangePassword: boolean }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'slow-down'; readonly seconds: number };

/** Checks a password, slowly where it was wrong before, and gives the browser a session. Never says whether the account exists. */
export async function signInWithPassword(
  { email, password }: { readonly email: string; readonly password: string },
  heads: Headers,
): Promise<SignInOutcome> {
  const address = addressOf(heads);
  const counted = attempts(authDatabase());
  try {
    const pace = slowDown(await counted.read(email, address), Date.now(), Math.random());
    if (pace.kind === 'refuse') return said('slow-down', address, { kind: 'slow-down', seconds: pace.retryAfterSeconds });
    if (pace.delayMs > 0) await wait(pace.delayMs);
    const { api } = await auth();
    const found = await api.signInEmail({ body: { email, password }, headers: heads }).catch((error: unknown) => {
      if (isRefusal(error)) return null;
      throw error;
    });
    if (!found) {
      await counted.failed(email, address, Date.now());
      return said('wrong', address, { kind: 'wrong' });
    }
    await counted.succeeded(email);
    await remember(found.user.id, address);
    return said('signed-in', address, {
      kind: 'signed-in',
      mustChangePassword: (found.user as { readonly mustChangePassword?: unknown }).mustChangePassword === true,
    });
  } catch (error) {
    log().error({ err: error }, 'signing in failed');
    return error instanceof BusyError ? { kind: 'slow-down', seconds: 5 } : { kind: 'failed' };
  }
}

/** An answer of better-auth, as against a database that is away. */
const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && Number(error.statusCode) < 500;

function said<T extends SignInOutcome>(outcome: string, address: string, value: T): T {
  metrics().signIns.inc({ outcome });
  log().info({ outcome, address }, 'sign-in');
  return value;
}

/** The audit row of a sign-in, and the person's language for this browser. */
async function remember(userId: string, address: string): Promise<void> {
  const user = (await store().people.users()).find((row) => row.id === userId);
  if (!user) return;
  await store().site.transaction((tx) =>
    tx.audit({ actor: user.name, action: 'user.sign-in', objectKind: 'user', objectId: user.id, source: `web ${address}` }),
  );
  const jar = await cookies();
  if (isLocale(user.locale) && !jar.has(localeCookie))
    jar.set(localeCookie, user.locale, { path: '/', maxAge: 365 * 86_400, sameSite: 'strict', secure: isSecure() });
}
