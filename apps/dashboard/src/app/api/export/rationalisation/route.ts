import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { exportRationalisations } from '../../../../server/reads/export-rationalisations.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** What was decided on every rule as a CSV file. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/rationalisation', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const found = await exportRationalisations(context.value);
    if (!found.ok) return problemResponse(found.error);
    return new Response(found.value, {
      headers: {
        ...privateHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rationalisation.csv"',
      },
    });
  });
