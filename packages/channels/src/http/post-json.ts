import type { Result } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';
import type { Sending } from '../define.ts';
import { acceptedOnly } from './refusal-of-status.ts';
import { type HttpAnswer, type HttpOrder, request } from './request.ts';

/** Posts JSON and reads the status. */
export async function postJson(
  order: Pick<HttpOrder, 'url' | 'allowedHosts'> & { readonly headers?: HttpOrder['headers']; readonly content: unknown },
  sending: Sending,
): Promise<Result<HttpAnswer, ChannelRefusal>> {
  const { url, allowedHosts, content } = order;
  const headers = { 'content-type': 'application/json', ...order.headers };
  const answer = await request({ url, allowedHosts, method: 'POST', headers, body: JSON.stringify(content) }, sending);
  return answer.ok ? acceptedOnly(answer.value) : answer;
}
