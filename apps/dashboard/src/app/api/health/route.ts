import { atEdge } from '../../../server/edge.ts';
import { privateHeaders } from '../../../server/problem.ts';
import { readHealth } from '../../../server/reads/health.ts';
import { store } from '../../../server/store.ts';

export const GET = (): Promise<Response> =>
  atEdge('/api/health', async () => {
    const health = await readHealth(store(), Date.now());
    return Response.json(health, { status: health.status === 'down' ? 503 : 200, headers: privateHeaders });
  });
