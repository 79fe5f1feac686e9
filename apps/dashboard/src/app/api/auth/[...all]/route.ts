import { z } from 'zod';
import { readBody } from '../../../../server/api/read-body.ts';
import { ownOrigins } from '../../../../server/context.ts';
import { atEdge } from '../../../../server/edge.ts';
import { guardOrigin } from '../../../../server/guard-origin.ts';
import { privateHeaders, problemResponse, unauthenticated, unavailable } from '../../../../server/problem.ts';
import { auth } from '../../../../server/session.ts';
import { signInWithPassword } from '../../../../server/sign-in-with-password.ts';

/** The few doors of the library that are open; everything else of it does not exist here. */
const open = new Set([
  'GET /get-session',
  'POST /sign-out',
  'GET /list-sessions',
  'POST /revoke-session',
  'POST /revoke-other-sessions',
]);
const Credentials = z.object({ email: z.string().max(254), password: z.string().max(128) });

const answer = (request: Request): Promise<Response> =>
  atEdge('/api/auth', async () => {
    const own = guardOrigin(request.method, request.headers, ownOrigins());
    if (!own.ok) return problemResponse(own.error);
    const path = new URL(request.url).pathname.slice('/api/auth'.length);
    if (request.method === 'POST' && path === '/sign-in/email') return signIn(request);
    if (!open.has(`${request.method} ${path}`)) return new Response(null, { status: 404, headers: privateHeaders });
    return (await auth()).handler(request);
  });

/** The same pace as the form: no second, quicker way in. */
async function signIn(request: Request): Promise<Response> {
  const body = await readBody(request);
  if (!body.ok) return problemResponse(body.error);
  const parsed = Credentials.safeParse(body.value);
  const outcome = parsed.success ? await signInWithPassword(parsed.data, request.headers) : { kind: 'wrong' as const };
  if (outcome.kind === 'signed-in')
    return Response.json({ mustChangePassword: outcome.mustChangePassword }, { headers: privateHeaders });
  if (outcome.kind === 'slow-down')
    return problemResponse({
      kind: 'too-many-requests',
      reason: `Try again in ${outcome.seconds} seconds.`,
      retryAfterSeconds: outcome.seconds,
    });
  return problemResponse(outcome.kind === 'failed' ? unavailable : unauthenticated);
}

export { answer as GET, answer as POST };
