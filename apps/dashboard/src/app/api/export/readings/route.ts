import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
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
    if (!found.ok) return problemResponse(found.error);
    const { pieces, fileName } = found.value;
    const iterator = pieces[Symbol.asyncIterator]();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      async cancel() {
        await iterator.return?.();
      },
    });
    return new Response(body, {
      headers: {
        ...privateHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    });
  });
