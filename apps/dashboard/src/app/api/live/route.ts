import { atEdge } from '../../../server/edge.ts';
import { audienceOf } from '../../../server/live/audience.ts';
import { liveHub } from '../../../server/live/live-hub.ts';
import { openLiveStream } from '../../../server/live/stream.ts';
import { problemResponse } from '../../../server/problem.ts';
import { siteLookupOf } from '../../../server/reads/present.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { requestContext } from '../../../server/request-context.ts';

/** The present as server-sent events: for people, displays, and tokens that may read points. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/live', async () => {
    const displays = new URL(request.url).searchParams.get('as') === 'display';
    const identify = () => requestContext(request, { displays });
    const context = await identify();
    if (!context.ok) return problemResponse(context.error);
    const model = await readSiteModel(context.value);
    if (!model.ok) return problemResponse(model.error);
    return openLiveStream({
      hub: liveHub(),
      audience: audienceOf(context.value.actor, siteLookupOf(context.value.store)),
      signal: request.signal,
      isStillAllowed: async () => (await identify()).ok,
    });
  });
