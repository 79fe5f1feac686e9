import { createDecipheriv, createECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { device, edge, notice, sampleOf } from '../test/samples.ts';
import { type Heard, openSink } from '../test/sink.ts';
import { channels, newPushKeys } from './index.ts';

/** What the other side hears of one notice. */
async function heardBy(
  id: string,
  change: { readonly config?: object; readonly address?: object; readonly notice?: Parameters<typeof notice>[0] } = {},
): Promise<Heard> {
  await using sink = await openSink((response) => response.end('{"id":"abc\\u0007"}'));
  const sample = sampleOf(sink.url)[id];
  const address = change.address ? JSON.parse(JSON.stringify(change.address).replace('SINK', sink.url)) : sample?.address;
  const result = await channels
    .get(id)
    ?.send(
      { config: { ...sample?.config, ...change.config }, address, notice: notice(change.notice), deliveryId: 'delivery-1' },
      edge({ now: () => Date.now() }),
    );
  expect(result).toEqual({ ok: true, value: { providerId: id === 'ntfy' ? 'abc' : null } });
  const [heard] = sink.heard;
  if (!heard) throw new Error('nothing was heard');
  return heard;
}

const json = ({ body }: Heard): unknown => JSON.parse(body.toString('utf8'));

describe('webhook', () => {
  it('carries a signature that the library of the receiver accepts, and only over what was sent', async () => {
    const signingSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const heard = await heardBy('webhook', { config: { signingSecret } });
    const headers = Object.fromEntries(Object.entries(heard.headers).map(([name, value]) => [name, String(value)]));
    const receiver = new Webhook(signingSecret);
    expect(receiver.verify(heard.body.toString(), headers)).toMatchObject({
      type: 'alarm.raised',
      data: { siteName: 'Rotterdam 1', priority: 'critical', since: '2026-11-25T02:12:05.000Z' },
    });
    expect(headers['webhook-id']).toBe('delivery-1');
    expect(() => receiver.verify(heard.body.toString().replace('critical', 'low'), headers)).toThrow();
    expect(() => new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`).verify(heard.body.toString(), headers)).toThrow();
  });
});

describe('push to the web app', () => {
  it('is read by the one browser that subscribed, and proves who sent it', async () => {
    const browser = createECDH('prime256v1');
    browser.generateKeys();
    const auth = randomBytes(16);
    const keys = newPushKeys();
    const own = { p256dh: browser.getPublicKey().toString('base64url'), auth: auth.toString('base64url') };
    const address = { devices: [device('SINK/push/1', { keys: own })] };
    const heard = await heardBy('web-push', { config: keys, address });
    expect(JSON.parse(decrypted(heard.body, browser, auth))).toMatchObject({
      kind: 'raised',
      tag: 'delivery-1',
      link: 'https://wachter.example/alarms/1',
      acknowledgeLink: 'https://wachter.example/a/abc123',
    });
    expect(heard.headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(isSignedWith(keys.publicKey, heard.headers.authorization ?? '')).toBe(true);
    expect(isSignedWith(newPushKeys().publicKey, heard.headers.authorization ?? '')).toBe(false);
  });

  it('says that the subscription has ended when the push service says so', async () => {
    await using sink = await openSink((response) => response.writeHead(410).end());
    const sample = sampleOf(sink.url)['web-push'];
    const order = { config: sample?.config, address: sample?.address, notice: notice(), deliveryId: 'd' };
    expect(await channels.get('web-push')?.send(order, edge())).toMatchObject({
      error: { kind: 'address-gone', retryable: false },
    });
  });
});

describe('several browsers of one person', () => {
  it('one that takes it is enough, and the one that has ended is marked and not tried again', async () => {
    await using sink = await openSink((response, { path }) => response.writeHead(path === '/old' ? 410 : 201).end());
    const config = sampleOf(sink.url)['web-push']?.config;
    const address = { devices: [device(`${sink.url}/old`), device(`${sink.url}/new`)] };
    const send = (to: unknown) =>
      channels.get('web-push')?.send({ config, address: to, notice: notice(), deliveryId: 'd' }, edge({ now: () => 77 }));
    const first = await send(address);
    const after = { devices: [{ ...address.devices[0], goneAt: 77 }, address.devices[1]] };
    expect(first).toEqual({ ok: true, value: { providerId: null, address: after } });
    expect(await send(after)).toEqual({ ok: true, value: { providerId: null } });
    expect(sink.heard.map(({ path }) => path)).toEqual(['/old', '/new', '/new']);
  });

  it('a refusal that may pass is tried again, also when another browser has ended', async () => {
    await using sink = await openSink((response, { path }) => response.writeHead(path === '/old' ? 410 : 503).end());
    const config = sampleOf(sink.url)['web-push']?.config;
    const address = { devices: [device(`${sink.url}/old`), device(`${sink.url}/new`)] };
    const order = { config, address, notice: notice(), deliveryId: 'd' };
    expect(await channels.get('web-push')?.send(order, edge())).toMatchObject({ error: { retryable: true } });
  });
});

describe('rooms and phones', () => {
  it('Slack: three marks are escaped, and no preview fetches the acknowledge link', async () => {
    const heard = await heardBy('slack', { notice: { sentence: '<!channel> & <http://x|y>', place: null } });
    expect(json(heard)).toMatchObject({
      text: expect.stringContaining('&lt;!channel&gt; &amp; &lt;http://x|y&gt;'),
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('Teams: a card of plain runs with two buttons, in which braces stay braces', async () => {
    const heard = await heardBy('teams', { notice: { sentence: '{{DATE(2026-01-01)}} **bold**', locale: 'nl' } });
    expect(json(heard)).toMatchObject({
      attachments: [
        {
          content: {
            type: 'AdaptiveCard',
            actions: [
              { title: 'Bevestigen', url: 'https://wachter.example/a/abc123' },
              { title: 'Openen', url: 'https://wachter.example/alarms/1' },
            ],
          },
        },
      ],
    });
    expect(heard.body.toString()).not.toContain('{{');
    expect(heard.body.toString()).not.toContain('"TextBlock"');
  });

  it('ntfy: priority by the alarm, one button, and the token in a header only', async () => {
    const heard = await heardBy('ntfy');
    expect(json(heard)).toMatchObject({ topic: 'wachter', priority: 5, actions: [{ action: 'view', label: 'Acknowledge' }] });
    expect(heard.headers.authorization).toMatch(/^Bearer /);
    expect(json(await heardBy('ntfy', { notice: { kind: 'resolved' } }))).toMatchObject({ priority: 3 });
  });

  it('SMS: placeholders are filled once, the text fits two messages and ends with the whole link', async () => {
    const sentence = `{secret} {to} ${'very long '.repeat(60)}`;
    const form = new URLSearchParams((await heardBy('sms-gateway', { notice: { sentence, place: null } })).body.toString());
    expect(form.get('to')).toBe('+31612345678');
    expect(form.get('message')).toContain('{secret} {to}');
    expect(form.get('message')).toMatch(/…( \(\+\d+\))?\nhttps:\/\/wachter\.example\/a\/abc123$/);
    expect(form.get('message')?.length).toBeLessThanOrEqual(306);
  });

  it('SMS: fills an address and a JSON body as well', async () => {
    const fields = ['recipients={to}', 'body={text}'];
    const got = await heardBy('sms-gateway', { config: { method: 'GET', fields: ['text={text}'] } });
    expect(new URL(got.path, 'http://x').searchParams.get('text')).toContain('CRITICAL');
    const posted = await heardBy('sms-gateway', { config: { encoding: 'json', fields } });
    expect(json(posted)).toMatchObject({ recipients: '+31612345678', body: expect.stringContaining('CRITICAL') });
  });

  it.each([
    { url: 'https://{to}.example/' },
    { url: 'https://sms.example/?key={secret}' },
    { url: 'https://sms.example/', method: 'GET', fields: ['key={secret}'] },
    { url: 'https://sms.example/', fields: ['no equals sign'] },
  ])('SMS: refuses %j', (config) => {
    expect(channels.get('sms-gateway')?.config.safeParse(config).success).toBe(false);
  });
});

/** RFC 8291 and RFC 8188 from the side of the browser. */
function decrypted(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + senderKey.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync('sha256', browser.computeSecret(senderKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
  const opener = createDecipheriv('aes-128-gcm', key, nonce);
  opener.setAuthTag(sealed.subarray(-16));
  const open = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
  return open.subarray(0, open.lastIndexOf(2)).toString('utf8');
}

/** RFC 8292: `vapid t=<JWT>, k=<key>`, signed by the key of the application. */
function isSignedWith(publicKey: string, authorization: string): boolean {
  const [, token = ''] = /t=([\w.-]+)/.exec(authorization) ?? [];
  const [head, claims, signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const key = { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'));
}
