import { atEdge } from '../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../server/problem.ts';
import { readWallLines } from '../../../server/reads/wall-lines.ts';
import { requestContext } from '../../../server/request-context.ts';

/** Lines of the wall as they are now: for displays and for people who look at a preview. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/wall-lines', async () => {
    const displays = new URL(request.url).searchParams.get('as') === 'display';
    const context = await requestContext(request, { displays });
    if (!context.ok) return problemResponse(context.error);
    const read = await readWallLines(context.value);
    return read.ok ? Response.json(read.value, { headers: privateHeaders }) : problemResponse(read.error);
  });
