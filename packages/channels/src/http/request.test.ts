import { describe, expect, it } from 'vitest';
import { edge, notice } from '../../test/samples.ts';
import { openSink } from '../../test/sink.ts';
import { channels } from '../index.ts';
import { isForbiddenAddress } from './forbidden-address.ts';

const signingSecret = `whsec_${'A'.repeat(32)}`;

function call(
  url: string,
  options: { readonly allowedHosts?: readonly string[]; readonly resolve?: (host: string) => Promise<readonly string[]> } = {},
) {
  const { allowedHosts = [], resolve = async () => [] } = options;
  const order = { config: { url, signingSecret, allowedHosts }, address: {}, notice: notice(), deliveryId: 'd-1' };
  return channels.get('webhook')?.send(order, edge({ resolve }));
}

describe('W12: requests to addresses that people configure', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['another loopback', '127.9.9.9'],
    ['loopback, IPv6', '[::1]'],
    ['the metadata service of a cloud', '169.254.169.254'],
    ['IPv4-mapped loopback', '[::ffff:7f00:1]'],
    ['IPv4-mapped metadata service', '[::ffff:169.254.169.254]'],
    ['decimal loopback', '2130706433'],
    ['octal loopback', '0177.0.0.1'],
    ['hexadecimal loopback', '0x7f000001'],
    ['short loopback', '127.1'],
    ['nothing', '0.0.0.0'],
    ['a private range', '10.1.2.3'],
    ['another private range', '172.31.0.9'],
    ['a third private range', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['a unique local address', '[fd00::1]'],
    ['a link-local address', '[fe80::1]'],
    ['loopback through NAT64', '[64:ff9b::7f00:1]'],
    ['loopback through 6to4', '[2002:7f00:1::]'],
    ['multicast', '224.0.0.1'],
  ])('refuses %s', async (_, host) => {
    await using sink = await openSink();
    expect(await call(`http://${host}:${sink.port}/`)).toMatchObject({ error: { kind: 'forbidden-address', retryable: false } });
    expect(sink.heard).toEqual([]);
  });

  it('refuses a name that leads into the network, also when only one of its addresses does', async () => {
    await using sink = await openSink();
    const resolve = async () => ['93.184.216.34', '127.0.0.1'];
    const result = await call(`http://hooks.example:${sink.port}/`, { resolve });
    expect(result).toMatchObject({ error: { kind: 'forbidden-address', detail: expect.stringContaining('127.0.0.1') } });
    expect(sink.heard).toEqual([]);
  });

  it('asks the name server once and connects to the answer that was checked: a rebinding name wins nothing', async () => {
    await using sink = await openSink();
    // What was checked is an address where nobody listens; a second question would be answered with the sink.
    const answers = [['127.0.0.2']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? ['127.0.0.1'];
    const result = await call(`http://rebind.example:${sink.port}/`, { resolve, allowedHosts: ['rebind.example'] });
    expect(result).toMatchObject({ ok: false });
    expect(asked).toBe(1);
    expect(sink.heard).toEqual([]);
  });

  it('connects to the checked address and to nothing the system would resolve itself', async () => {
    await using sink = await openSink();
    const resolve = async () => ['127.0.0.1'];
    const url = `http://no-such-host.invalid:${sink.port}/hook`;
    expect(await call(url, { resolve, allowedHosts: ['no-such-host.invalid'] })).toMatchObject({ ok: true });
    expect(sink.heard.map(({ headers, path }) => [headers.host, path])).toEqual([[`no-such-host.invalid:${sink.port}`, '/hook']]);
  });

  it('follows no redirect, even from a host that is allowed', async () => {
    await using inner = await openSink();
    await using sink = await openSink((response) => response.writeHead(307, { location: inner.url }).end());
    const result = await call(sink.url, { allowedHosts: ['127.0.0.1'] });
    expect(result).toMatchObject({ error: { kind: 'forbidden-address', detail: 'HTTP 307: redirects are not followed' } });
    expect(inner.heard).toEqual([]);
  });

  it('allows a host by its own name only', async () => {
    await using sink = await openSink();
    const resolve = async () => ['127.0.0.1'];
    const url = `http://other.example:${sink.port}/`;
    expect(await call(url, { resolve, allowedHosts: ['example', 'ther.example', '127.0.0.2'] })).toMatchObject({
      error: { kind: 'forbidden-address' },
    });
  });

  it.each([
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'http://ann:pw@hooks.example/',
    'gopher://127.0.0.1/',
    'not an address',
  ])('refuses %s before anything is asked', async (url) => {
    expect(await call(url)).toMatchObject({ error: { kind: 'misconfigured' } });
  });

  it('takes public addresses for public', () => {
    const open = ['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:400e:80c::200e'];
    expect(open.filter(isForbiddenAddress)).toEqual([]);
  });

  it('reads no more than the beginning of an endless answer', async () => {
    await using sink = await openSink((response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await call(sink.url, { allowedHosts: ['127.0.0.1'] })).toMatchObject({ ok: true });
  });
});
