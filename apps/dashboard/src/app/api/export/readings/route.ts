import { csvResponse } from '../../../../server/csv-response.ts';
import { atEdge } from '../../../../server/edge.ts';
import { problemResponse } from '../../../../server/problem.ts';
import { exportReadings } from '../../../../server/reads/export-readings.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** A point's readings as a CSV file, streamed as they are read. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/readings', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const asked = new URL(request.url).searchParams;
    const [pointId, from, to] = ['pointId', 'from', 'to'].map((name) => Number(asked.get(name) ?? Number.NaN)) as [
      number,
      number,
      number,
    ];
    const found = await exportReadings(context.value, { pointId, from, to });
    return found.ok ? csvResponse(found.value.pieces, found.value.fileName) : problemResponse(found.error);
  });
