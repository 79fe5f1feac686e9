import { exportSite } from '@wachter/services/site/export';
import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** The model of a site as a YAML file. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/site', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const slug = new URL(request.url).searchParams.get('slug') ?? '';
    const found = await exportSite(context.value, { slug });
    if (!found.ok) return problemResponse(found.error);
    return new Response(found.value.text, {
      headers: {
        ...privateHeaders,
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': `attachment; filename="${slug}.yaml"`,
      },
    });
  });
