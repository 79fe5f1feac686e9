import { AcknowledgeAlarms, acknowledgeAlarms } from '@wachter/services/alarm/acknowledge';
import type { z } from 'zod';
import { readBody } from '../../../server/api/read-body.ts';
import { atEdge } from '../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../server/problem.ts';
import { requestContext } from '../../../server/request-context.ts';

/** Acknowledges one or many for a page of ours. A route and not an action: it must be possible to give up waiting on a bad line. */
export const POST = (request: Request): Promise<Response> =>
  atEdge('/api/acknowledge', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const body = await readBody(request);
    if (!body.ok) return problemResponse(body.error);
    const asked = AcknowledgeAlarms.safeParse(body.value);
    if (!asked.success) return problemResponse({ kind: 'invalid', issues: issuesOf(asked.error) });
    const done = await acknowledgeAlarms(context.value, asked.data);
    if (!done.ok) return problemResponse(done.error);
    const outcomes = done.value.map(({ alarmId, outcome }) => ({
      alarmId,
      kind: outcome.kind,
      ...('by' in outcome ? { by: outcome.by } : {}),
    }));
    return Response.json(outcomes, { headers: privateHeaders });
  });

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
