import { ok, type Result, refuse } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';
import type { HttpAnswer } from './request.ts';

/** The one reading of an HTTP status: taken, or why not and whether to try again. */
export function acceptedOnly(answer: HttpAnswer): Result<HttpAnswer, ChannelRefusal> {
  const { status, retryAfterSeconds } = answer;
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return ok(answer);
  if (status >= 300 && status < 400)
    return refuse({ kind: 'forbidden-address', retryable: false, detail: `${detail}: redirects are not followed` });
  if (status === 401 || status === 403) return refuse({ kind: 'unauthorized', retryable: false, detail });
  if ([408, 425, 429, 503].includes(status))
    return refuse({
      kind: 'busy',
      retryable: true,
      detail,
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
    });
  return refuse({ kind: 'refused', retryable: status >= 500, detail });
}
