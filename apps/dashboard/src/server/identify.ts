import { type Actor, isRole } from '@wachter/services/access/actor';
import { verifyDisplay } from '@wachter/services/display/verify';
import type { Display } from '@wachter/services/ports/people-store';
import { verifyToken } from '@wachter/services/token/verify';
import { auth, isSecure } from './session.ts';
import { isBeyondAbsoluteLimit } from './session-limits.ts';
import { services } from './store.ts';

export type UserActor = Extract<Actor, { kind: 'user' }>;

export interface SignedIn {
  readonly actor: UserActor;
  readonly email: string;
  readonly locale: string;
  readonly mustChangePassword: boolean;
  readonly sessionId: string;
}

/** Who the session cookie belongs to; null without one, beyond its limits, or when the user is disabled. Roles act at once. */
export async function identifyUser(headers: Headers): Promise<SignedIn | null> {
  const found = await (await auth()).api.getSession({ headers, query: { disableRefresh: true } });
  if (!found) return null;
  const { user, session } = found;
  if (user.banned === true || isBeyondAbsoluteLimit(new Date(session.createdAt).getTime(), Date.now())) return null;
  if (!isRole(user.role ?? '')) return null;
  return {
    actor: { kind: 'user', id: user.id, name: user.name, role: user.role as UserActor['role'] },
    email: user.email,
    locale: user.locale ?? 'en',
    mustChangePassword: user.mustChangePassword === true,
    sessionId: session.id,
  };
}

export const displayCookie = (): string => (isSecure() ? '__Host-wachter-display' : 'wachter-display');

const cookieOf = (headers: Headers, name: string): string | null => {
  const found = (headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
};

/** Which wall display this is, by its cookie. */
export async function identifyDisplay(
  headers: Headers,
): Promise<{ readonly display: Display; readonly actor: Extract<Actor, { kind: 'display' }> } | null> {
  const secret = cookieOf(headers, displayCookie());
  return secret === null ? null : verifyDisplay(services(), secret);
}

/** Who a bearer token speaks for. */
export async function identifyToken(headers: Headers): Promise<Extract<Actor, { kind: 'token' }> | null> {
  const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
  return bearer === undefined ? null : verifyToken(services(), bearer);
}
