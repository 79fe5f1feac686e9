import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { exportDrill } from '../../../../server/reads/export-drill.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** The times of a drill as a CSV file. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/drill', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const found = await exportDrill(context.value, new URL(request.url).searchParams.get('id') ?? '');
    if (!found.ok) return problemResponse(found.error);
    return new Response(found.value, {
      headers: {
        ...privateHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="drill.csv"',
      },
    });
  });
