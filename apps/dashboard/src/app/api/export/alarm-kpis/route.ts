import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { exportAlarmKpis } from '../../../../server/reads/export-alarm-kpis.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** The alarm figures of a period as a CSV file. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/alarm-kpis', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const asked = new URL(request.url).searchParams;
    const instant = (name: string) => Number(asked.get(name) ?? Number.NaN);
    const siteId = asked.get('siteId') ?? undefined;
    const found = await exportAlarmKpis(context.value, { siteId, from: instant('from'), to: instant('to') });
    if (!found.ok) return problemResponse(found.error);
    return new Response(found.value, {
      headers: {
        ...privateHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="alarm-performance.csv"',
      },
    });
  });
