import { addTestPhoto, getTestPhoto } from '@wachter/services/power/photo';
import { MOST_PHOTO_BYTES } from '@wachter/services/power/photo-bytes';
import { atEdge } from '../../../server/edge.ts';
import { privateHeaders, problemResponse } from '../../../server/problem.ts';
import { requestContext } from '../../../server/request-context.ts';

/** The bytes of a request, bounded while they are read; null when there are too many. */
async function bounded(request: Request): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > MOST_PHOTO_BYTES) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Stores a photograph for a record; answers its hash. */
export const POST = (request: Request): Promise<Response> =>
  atEdge('/api/photo', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const bytes = await bounded(request);
    if (bytes === null) return problemResponse({ kind: 'too-large', reason: 'A photograph may have 4 MB.' });
    const done = await addTestPhoto(context.value, { bytes });
    return done.ok ? Response.json(done.value, { headers: privateHeaders }) : problemResponse(done.error);
  });

/** A photograph by its hash, as a picture and nothing else. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/photo', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const found = await getTestPhoto(context.value, { hash: new URL(request.url).searchParams.get('hash') ?? '' });
    if (!found.ok) return problemResponse(found.error);
    const { mediaType, bytes } = found.value;
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...privateHeaders,
        'content-type': mediaType,
        'content-disposition': 'inline',
        'content-security-policy': 'sandbox',
      },
    });
  });
