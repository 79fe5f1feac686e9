import { ok, type Result, refuse } from '@wachter/core';

export interface ForeignOrigin {
  readonly kind: 'foreign-origin';
  readonly reason: string;
}

interface Heads {
  readonly get: (name: string) => string | null;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `localhost` and `127.0.0.1` of one port are the same machine: whoever types the one may have been told the other. */
export function withLoopbackNames(origins: readonly string[]): readonly string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const all = origins.flatMap((origin) => {
    const url = new URL(origin);
    if (!names.includes(url.hostname)) return [url.origin];
    return names.map((name) => `${url.protocol}//${name}${url.port === '' ? '' : `:${url.port}`}`);
  });
  return [...new Set([...origins, ...all])];
}

/**
 * May this request change something in the name of a cookie? Only from one of our own origins: a missing or `null` Origin is refused,
 * and Sec-Fetch-Site, where a browser sends it, must say the same. Reading needs no origin.
 */
export function guardOrigin(method: string, headers: Heads, origins: readonly string[]): Result<null, ForeignOrigin> {
  if (safeMethods.has(method.toUpperCase())) return ok(null);
  const foreign = (reason: string): Result<null, ForeignOrigin> => refuse({ kind: 'foreign-origin', reason });
  const origin = headers.get('origin');
  if (origin === null || origin === '' || origin === 'null') return foreign('The request does not say which page it comes from.');
  if (!origins.includes(origin)) return foreign('The request comes from a page of another address.');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return foreign('The browser says that another site made this request.');
  return ok(null);
}
