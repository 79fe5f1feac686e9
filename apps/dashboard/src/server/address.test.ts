import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressOf, trueRequestHeaders } from './address.ts';

function request(headers: Readonly<Record<string, string>>, remoteAddress = '192.0.2.7'): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const made = new IncomingMessage(socket);
  for (const [name, value] of Object.entries(headers)) made.headers[name] = value;
  return made;
}

const claimed = {
  'x-forwarded-for': '203.0.113.1',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-nonce': 'mine',
  'content-security-policy': "script-src 'nonce-mine'",
  'x-middleware-subrequest': 'src/proxy',
  accept: 'text/html',
};

describe('what a request says of itself', () => {
  it('counts for nothing without a proxy: the address is that of the socket', () => {
    const made = request(claimed);
    trueRequestHeaders(made, false);
    expect(made.headers).toEqual({ accept: 'text/html', 'x-forwarded-for': '192.0.2.7' });
  });

  it('is believed of our proxy, but never a nonce or policy', () => {
    const made = request(claimed);
    trueRequestHeaders(made, true);
    expect(Object.keys(made.headers).sort()).toEqual(['accept', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']);
  });

  it('takes the entry that the nearest proxy added', () => {
    const heads = (value: string | null) => ({ get: () => value });
    expect(addressOf(heads('203.0.113.1, 198.51.100.2'))).toBe('198.51.100.2');
    expect(addressOf(heads(null))).toBe('unknown');
  });
});
