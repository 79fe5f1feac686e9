import { answerApi } from '../../../../server/api/answer.ts';
import { endpoints } from '../../../../server/api/index.ts';
import { openApiDocument } from '../../../../server/api/openapi.ts';
import { atEdge } from '../../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../../server/problem.ts';
import { requestContext } from '../../../../server/request-context.ts';
import { versions } from '../../../../server/versions.ts';

interface Place {
  readonly params: Promise<{ readonly path: string[] }>;
}

const answer = (request: Request, { params }: Place): Promise<Response> =>
  atEdge('/api/v1', async () => {
    const { path } = await params;
    const identify = () => requestContext(request);
    if (path.join('/') !== 'openapi.json' || request.method !== 'GET') return answerApi(request, path, identify);
    const context = await identify();
    if (!context.ok) return problemResponse(context.error);
    return Response.json(openApiDocument(endpoints, versions().product), { headers: privateHeaders });
  });

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
