import { ok, type Result, refuse } from '@wachter/core';
import { type Invalid, invalid } from '@wachter/services/refusal';

const mostBytes = 64 * 1024;

/** The JSON body of a request, bounded while it is read; an empty one is `undefined`. */
export async function readBody(
  request: Request,
): Promise<Result<unknown, Invalid | { readonly kind: 'too-large'; readonly reason: string }>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > mostBytes) return refuse({ kind: 'too-large', reason: `A request may have ${mostBytes} bytes.` });
    pieces.push(piece);
  }
  if (size === 0) return ok(undefined);
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? ''))
    return refuse(invalid('content-type', 'must be application/json'));
  try {
    return ok(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  } catch {
    return refuse(invalid('body', 'is not JSON'));
  }
}
