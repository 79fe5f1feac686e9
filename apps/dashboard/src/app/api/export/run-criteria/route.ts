import { isLocale } from '../../../../i18n/messages.ts';
import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { exportRunCriteria } from '../../../../server/reads/export-run-criteria.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** What the rule sets say of a run, line by line, as a CSV file. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/run-criteria', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const asked = new URL(request.url).searchParams;
    const language = asked.get('language') ?? '';
    const found = await exportRunCriteria(
      context.value,
      { siteId: asked.get('site') ?? '', runId: asked.get('id') ?? '' },
      isLocale(language) ? language : 'en',
    );
    if (!found.ok) return problemResponse(found.error);
    return new Response(found.value, {
      headers: {
        ...privateHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="run-criteria.csv"',
      },
    });
  });
