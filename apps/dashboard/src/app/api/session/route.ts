import { atEdge } from '../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../server/problem.ts';
import { requestContext } from '../../../server/request-context.ts';

/** 204 while this browser is signed in or is a known display, else 401: an event stream cannot tell why it was refused. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/session', async () => {
    const context = await requestContext(request, { displays: true });
    return context.ok ? new Response(null, { status: 204, headers: privateHeaders }) : problemResponse(context.error);
  });
