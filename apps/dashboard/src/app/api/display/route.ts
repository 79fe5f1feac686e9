import { verifyDisplay } from '@wachter/services/display/verify';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { readBody } from '../../../server/api/read-body.ts';
import { ownOrigins } from '../../../server/context.ts';
import { atEdge } from '../../../server/edge.ts';
import { guardOrigin } from '../../../server/guard-origin.ts';
import { displayCookie } from '../../../server/identify.ts';
import { privateHeaders, problemResponse, unauthenticated } from '../../../server/problem.ts';
import { isSecure } from '../../../server/session.ts';
import { services } from '../../../server/store.ts';

const Body = z.strictObject({ token: z.string().max(200) });
const year = 365 * 86_400;

/** Exchanges the token of a display for a cookie that scripts cannot read; the token never stands in an address. */
export const POST = (request: Request): Promise<Response> =>
  atEdge('/api/display', async () => {
    const own = guardOrigin(request.method, request.headers, ownOrigins());
    if (!own.ok) return problemResponse(own.error);
    const body = await readBody(request);
    const parsed = Body.safeParse(body.ok ? body.value : null);
    const display = parsed.success ? await verifyDisplay(services(), parsed.data.token) : null;
    if (!parsed.success || !display) return problemResponse(unauthenticated);
    (await cookies()).set(displayCookie(), parsed.data.token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure(),
      path: '/',
      maxAge: year,
    });
    return new Response(null, { status: 204, headers: privateHeaders });
  });

/** This browser is a display no longer. */
export const DELETE = (request: Request): Promise<Response> =>
  atEdge('/api/display', async () => {
    const own = guardOrigin(request.method, request.headers, ownOrigins());
    if (!own.ok) return problemResponse(own.error);
    (await cookies()).delete(displayCookie());
    return new Response(null, { status: 204, headers: privateHeaders });
  });
