import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** What only a proxy of our own, or we ourselves, may say of a request. */
const onlyFromProxy = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip'];
const neverFromOutside = ['x-nonce', 'content-security-policy', 'content-security-policy-report-only', 'x-middleware-subrequest'];

/**
 * Before the framework sees a request: takes away what clients may not claim and writes the socket's address where the framework and
 * we look for it. The framework itself believes whatever address a client sends.
 */
export function trueRequestHeaders(request: IncomingMessage, isBehindProxy: boolean): void {
  for (const name of neverFromOutside) delete request.headers[name];
  if (isBehindProxy) return;
  for (const name of onlyFromProxy) delete request.headers[name];
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? 'unknown';
}

/** Applies it to every request of every HTTP server of this process. */
export function guardRequestHeaders(isBehindProxy: boolean): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    trueRequestHeaders(request, isBehindProxy);
  });
}

/** Where a request came from: the last entry, which is the one that our proxy or we added. */
export const addressOf = (headers: { readonly get: (name: string) => string | null }): string =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
