import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { certificate, key } from '../test/certificate.ts';
import { edge, notice } from '../test/samples.ts';
import { email } from './email.ts';

interface Post extends AsyncDisposable {
  readonly port: number;
  readonly mails: string[];
}

async function openPost(options: SMTPServerOptions = {}): Promise<Post> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Encoded words of RFC 2047 (Q) as what they say. */
const wordsDecoded = (head: string): string =>
  head
    .replace(/\?=\r\n =\?UTF-8\?Q\?/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('_', ' ');

const smtpError = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

const send = (port: number, change: { readonly config?: object; readonly notice?: Parameters<typeof notice>[0] } = {}) =>
  email.send(
    {
      config: { host: '127.0.0.1', port, security: 'none', from: 'wachter@dc.example', ...change.config },
      address: { email: 'ann@dc.example' },
      notice: notice(change.notice),
      deliveryId: 'delivery-1',
    },
    edge({ timeoutMs: 20_000 }),
  );

describe('e-mail', () => {
  it('arrives as plain text with what a person needs at three in the morning', async () => {
    await using post = await openPost();
    expect(await send(post.port)).toEqual({ ok: true, value: { providerId: '<delivery-1@dc.example>' } });
    const [mail] = post.mails;
    expect(mail).toMatch(/^From: Wachter <wachter@dc\.example>\r$/m);
    expect(mail).toMatch(/^To: ann@dc\.example\r$/m);
    expect(mail).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail).toMatch(/^Importance: High\r$/im);
    expect(mail).toContain('https://wachter.example/a/abc123');
    expect(mail).not.toMatch(/text\/html/i);
  });

  it('W10: lets no line break of a point name begin a header, and reads no template', async () => {
    await using post = await openPost();
    const sentence = 'x\r\nBcc: all@dc.example\r\n\r\n<b>{{7*7}}</b>';
    expect(await send(post.port, { notice: { sentence, place: null } })).toMatchObject({ ok: true });
    const [head = '', body = ''] = post.mails[0]?.split('\r\n\r\n') ?? [];
    expect(head).not.toMatch(/^Bcc:/m);
    expect(wordsDecoded(head)).toContain('x Bcc: all@dc.example <b>{{7*7}}</b>');
    expect(body).toContain('<b>{{7*7}}</b>');
  });

  it('says that a mailbox is gone when the server says so, and only then', async () => {
    const refusing = (code: number, text: string) => openPost({ onRcptTo: (_, __, done) => done(smtpError(code, text)) });
    await using gone = await refusing(550, '5.1.1 ann@dc.example unknown');
    await using policy = await refusing(550, '5.7.1 not today');
    await using full = await refusing(452, '4.2.2 mailbox full');
    expect(await send(gone.port)).toEqual({
      ok: false,
      error: { kind: 'address-gone', retryable: false, detail: '127.0.0.1: SMTP 550' },
    });
    expect(await send(policy.port)).toMatchObject({ error: { kind: 'refused', retryable: false } });
    expect(await send(full.port)).toMatchObject({ error: { kind: 'busy', retryable: true } });
  });

  it('is tried again when the server dies in the middle of the message', async () => {
    const dying = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 here\r\n');
      socket.on('data', (bytes) => {
        const word = bytes.toString().slice(0, 4).toUpperCase();
        if (word === 'DATA') socket.destroy();
        else socket.write('250 yes\r\n');
      });
    });
    await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve));
    expect(await send((dying.address() as AddressInfo).port)).toMatchObject({ error: { kind: 'unreachable', retryable: true } });
    dying.close();
  });

  it('does not say its password to a server that does not know it, nor in its refusal', async () => {
    await using post = await openPost({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(smtpError(535, '5.7.8 bad credentials hunter2')),
    });
    const result = await send(post.port, { config: { user: 'wachter', password: 'hunter2' } });
    expect(result).toMatchObject({ error: { kind: 'unauthorized', retryable: false } });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('encrypts by STARTTLS with a certificate that it can check', async () => {
    await using post = await openPost({ disabledCommands: [], cert: certificate, key });
    const config = { host: 'localhost', security: 'starttls', certificateAuthority: certificate };
    expect(await send(post.port, { config })).toMatchObject({ ok: true });
    expect(post.mails).toHaveLength(1);
  });

  it('sends nothing to a server with a certificate that it cannot check, or without the encryption that was asked for', async () => {
    await using unknown = await openPost({ disabledCommands: [], cert: certificate, key });
    await using bare = await openPost();
    for (const { port, mails } of [unknown, bare]) {
      const result = await send(port, { config: { host: 'localhost', security: 'starttls' } });
      expect(result).toMatchObject({ ok: false, error: { kind: 'unreachable', retryable: true } });
      expect(mails).toEqual([]);
    }
  });

  it.each(['ann@dc.example, all@dc.example', 'ann@dc.example\r\nBcc: all@dc.example', 'Ann <ann@dc.example>'])(
    'refuses %j as an address',
    async (address) => {
      const order = {
        config: { host: 'x', from: 'w@dc.example' },
        address: { email: address },
        notice: notice(),
        deliveryId: 'd',
      };
      expect(await email.send(order, edge())).toMatchObject({ error: { kind: 'misconfigured' } });
    },
  );
});
