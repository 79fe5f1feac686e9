import { ok, type Result, refuse } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { addressOf } from './address.ts';
import { ownOrigins } from './context.ts';
import { guardOrigin } from './guard-origin.ts';
import { identifyDisplay, identifyToken, identifyUser } from './identify.ts';
import { type Refusal, unauthenticated } from './problem.ts';
import { services } from './store.ts';

/**
 * Who a request of a route handler comes from. A bearer token speaks for itself and nothing else counts; a cookie counts only when the
 * request comes from our own page. `displays` opens the route to wall displays.
 */
export async function requestContext(
  request: Request,
  { displays = false }: { readonly displays?: boolean } = {},
): Promise<Result<Context, Refusal>> {
  const { headers } = request;
  const address = addressOf(headers);
  if (headers.has('authorization')) {
    const actor = await identifyToken(headers);
    return actor ? ok({ ...services(), actor, source: `api ${address}` }) : refuse(unauthenticated);
  }
  const own = guardOrigin(request.method, headers, ownOrigins());
  if (!own.ok) return own;
  if (displays) {
    const display = await identifyDisplay(headers);
    if (display) return ok({ ...services(), actor: display.actor, source: `display ${address}` });
  }
  const signedIn = await identifyUser(headers);
  if (!signedIn) return refuse(unauthenticated);
  if (signedIn.mustChangePassword) return refuse({ kind: 'forbidden', reason: 'The one-time password must be changed first.' });
  return ok({ ...services(), actor: signedIn.actor, source: `web ${address}` });
}
