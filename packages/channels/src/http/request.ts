import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { ok, type Result, refuse } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';
import type { Sending } from '../define.ts';
import { isForbiddenAddress } from './forbidden-address.ts';

const mostAnswerBytes = 16_384;

export interface HttpOrder {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** Hosts that may be private. */
  readonly allowedHosts: readonly string[];
}

/** `text` is the beginning of the answer, for finding a message number in it; it is never shown or stored. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly text: string;
}

/**
 * One request to an address that a person configured. The host is resolved once, every address of it is checked, and the connection goes
 * to exactly those: a second answer of the name server changes nothing. No redirect is followed, no proxy of the environment used.
 */
export async function request(order: HttpOrder, sending: Sending): Promise<Result<HttpAnswer, ChannelRefusal>> {
  const url = URL.canParse(order.url) ? new URL(order.url) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return refuse({ kind: 'misconfigured', retryable: false, detail: 'not a usable web address' });
  const found = await checkedAddresses(url.hostname, order.allowedHosts, sending);
  if (!found.ok) return found;
  try {
    return ok(await exchange(order, { url, addresses: found.value, sending }));
  } catch (error) {
    return refuse({ kind: 'unreachable', retryable: true, detail: `${url.hostname}: ${codeOf(error)}` });
  }
}

async function checkedAddresses(
  hostname: string,
  allowed: readonly string[],
  { resolve, signal }: Sending,
): Promise<Result<readonly string[], ChannelRefusal>> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await resolved(host, resolve, signal);
  if (addresses.length === 0)
    return refuse({ kind: 'unreachable', retryable: true, detail: `${hostname}: no address of this name` });
  const isAllowed = allowed.some((one) => one === hostname || one === host);
  const wrong = isAllowed ? undefined : addresses.find(isForbiddenAddress);
  if (wrong === undefined) return ok(addresses);
  return refuse({ kind: 'forbidden-address', retryable: false, detail: `${hostname} is ${wrong}, which is not public` });
}

async function resolved(host: string, resolve: Sending['resolve'], signal: AbortSignal): Promise<readonly string[]> {
  const isOver = new Promise<readonly string[]>((done) => {
    signal.addEventListener('abort', () => done([]), { once: true });
  });
  try {
    return await Promise.race([resolve(host), isOver]);
  } catch {
    return [];
  }
}

interface Way {
  readonly url: URL;
  readonly addresses: readonly string[];
  readonly sending: Sending;
}

function exchange(order: HttpOrder, { url, addresses, sending }: Way): Promise<HttpAnswer> {
  const { request: open } = url.protocol === 'https:' ? https : http;
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method: order.method,
      headers: {
        'user-agent': 'Wachter',
        ...order.headers,
        ...(order.body === null ? {} : { 'content-length': String(Buffer.byteLength(order.body)) }),
      },
      agent: false,
      signal: sending.signal,
      lookup: (_, options, done) => {
        const [first] = pinned;
        if (options.all) done(null, pinned);
        else done(null, first?.address ?? '', first?.family);
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      readBeginning(incoming).then((text) => {
        outgoing.destroy();
        resolve({
          status: incoming.statusCode ?? 0,
          retryAfterSeconds: retryAfter(incoming.headers['retry-after'], sending.now()),
          text,
        });
      }, reject);
    });
    outgoing.end(order.body ?? undefined);
  });
}

async function readBeginning(incoming: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    parts.push(part);
    size += part.length;
    if (size >= mostAnswerBytes) break;
  }
  return Buffer.concat(parts).subarray(0, mostAnswerBytes).toString('utf8');
}

/** RFC 9110, 10.2.3: seconds or a date. At most a day; null when there is none that can be read. */
function retryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 0), 86_400) : null;
}

const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'connection failed';
};
