import type { Context } from '@wachter/services/context';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { addressOf } from './address.ts';
import { guardOrigin, withLoopbackNames } from './guard-origin.ts';
import { identifyUser, type SignedIn, type UserActor } from './identify.ts';
import { env, log } from './log.ts';
import { services } from './store.ts';

/** Context of a person: what every read and verb takes first. */
export interface UserContext extends Context {
  readonly actor: UserActor;
}

/** Who is signed in, once per request; null when nobody is. */
export const readSignedIn = cache(async (): Promise<SignedIn | null> => identifyUser(await headers()));

/** For pages: whoever is not signed in goes to the login page, whoever has a one-time password to its change. */
export async function requireContext(): Promise<UserContext> {
  const signedIn = await readSignedIn();
  if (!signedIn) redirect('/login');
  if (signedIn.mustChangePassword) redirect('/change-password');
  return { ...services(), actor: signedIn.actor, source: `web ${addressOf(await headers())}` };
}

export const requireActor = async (): Promise<UserActor> => (await requireContext()).actor;

/** Thrown when a form was sent from a page that is not ours. */
export class ForeignOriginError extends Error {
  override readonly name = 'ForeignOriginError';
}

export const ownOrigins = (): readonly string[] => withLoopbackNames(env().origins);

/** Throws unless the request comes from our own page. */
export async function requireOwnOrigin(): Promise<void> {
  const own = guardOrigin('POST', await headers(), ownOrigins());
  if (own.ok) return;
  log().warn({ reason: own.error.reason }, 'an action was refused');
  throw new ForeignOriginError(own.error.reason);
}

/** For server actions, as their first line: own origin and a session. The verb then checks the right to act. */
export async function actionContext(): Promise<UserContext> {
  await requireOwnOrigin();
  return requireContext();
}
