import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { edge, everyNotice, notice, sampleOf, theSecret } from '../test/samples.ts';
import { closedPort, openSink, type Sink } from '../test/sink.ts';
import { channels, refusalWords } from './index.ts';

const all = [...channels.values()];

describe('every channel', () => {
  it('is one of seven, each with a sample to be tested by', () => {
    expect(all).toHaveLength(7);
    expect(Object.keys(sampleOf('http://127.0.0.1:1')).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it('renders every kind of notice in both languages as one title line and plain text', () => {
    let checked = 0;
    for (const channel of all)
      for (const one of everyNotice) {
        const { title, text } = channel.render(one);
        expect(title).toMatch(/^[^\p{Cc}]{10,200}$/u);
        expect(text).toMatch(/^(?:[^\p{Cc}]|\n)+$/u);
        expect(`${title}${text}`).not.toMatch(/undefined|null|NaN|\[object/);
        checked += 1;
      }
    expect(checked).toBe(7 * 10 * 2 * 2);
  });

  it('says a drill, a resolution and a reminder so in its title', () => {
    for (const channel of all)
      for (const [kind, words] of [
        ['drill', ['DRILL', 'OEFENING']],
        ['resolved', ['RESOLVED', 'OPGELOST']],
        ['reminder', ['STILL OPEN', 'NOG OPEN']],
      ] as const)
        for (const [index, locale] of (['en', 'nl'] as const).entries())
          expect(channel.render(notice({ kind, locale })).title).toContain(words[index]);
  });

  it('W10: prints what looks like a template, a mail header or a log line as it stands, on one line', () => {
    const literal = `{{7*7}} $\{7*7} <%= 7*7 %> {secret}`;
    const sentence = `Rack ${literal}\r\nBcc: all@dc.example\n\u202Egnp.exe\u0000 level=error`;
    let checked = 0;
    for (const channel of all) {
      const { title, text } = channel.render(notice({ sentence, place: null }));
      for (const said of [title, text]) {
        expect(said).toContain(`${literal} Bcc: all@dc.example`);
        expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]|49/u);
        checked += 1;
      }
      expect(title).not.toContain('\n');
    }
    expect(checked).toBe(14);
  });

  it('describes each field in both languages and makes a form of it', () => {
    let fields = 0;
    for (const channel of all) {
      const form = z.toJSONSchema(channel.config, { io: 'input' });
      for (const field of Object.values(form.properties ?? {})) {
        if (typeof field === 'object' && 'isMade' in field) continue;
        expect(field).toMatchObject({ words: { en: expect.any(String), nl: expect.any(String) } });
        fields += 1;
      }
    }
    expect(fields).toBe(26);
  });

  it('names its secret fields', () => {
    expect(Object.fromEntries(all.map(({ id, secretFields }) => [id, secretFields]))).toEqual({
      email: ['password'],
      'web-push': ['privateKey'],
      'sms-gateway': ['secret', 'authorization'],
      ntfy: ['accessToken'],
      teams: ['url'],
      slack: ['url'],
      webhook: ['signingSecret'],
    });
  });
});

/** What the other side does, and what must be said of it by every channel that speaks HTTP. */
const misbehaviours = [
  { name: 'no: 400', status: 400, kind: 'refused', retryable: false },
  { name: 'who are you: 401', status: 401, kind: 'unauthorized', retryable: false },
  { name: 'too much: 429', status: 429, kind: 'busy', retryable: true },
  { name: 'broken: 500', status: 500, kind: 'refused', retryable: true },
  { name: 'busy: 503', status: 503, kind: 'busy', retryable: true },
  { name: 'elsewhere: 302', status: 302, kind: 'forbidden-address', retryable: false },
] as const;

describe('every channel over HTTP', () => {
  const overHttp = all.filter(({ id }) => id !== 'email');
  let status = 200;
  let sink: Sink;
  beforeAll(async () => {
    sink = await openSink((response, { headers }) => {
      response.writeHead(status, { 'retry-after': '17', location: 'http://169.254.169.254/latest/meta-data' });
      response.end(`You sent ${JSON.stringify(headers)} ${theSecret}`);
    });
  });
  afterAll(async () => sink[Symbol.asyncDispose]());

  const send = (id: string, url: string, change: Parameters<typeof edge>[0] = {}) => {
    const sample = sampleOf(url)[id];
    const order = { config: sample?.config, address: sample?.address, notice: notice(), deliveryId: 'delivery-1' };
    return channels.get(id)?.send(order, edge(change));
  };

  it.each(misbehaviours)('tells "$name" apart, whether to try again, and nothing of the answer', async (one) => {
    status = one.status;
    for (const { id } of overHttp) {
      const result = await send(id, sink.url);
      expect(result, id).toMatchObject({ ok: false, error: { kind: one.kind, retryable: one.retryable } });
      if (one.kind === 'busy') expect(result, id).toMatchObject({ error: { retryAfterSeconds: 17 } });
      expect(JSON.stringify(result)).not.toContain(theSecret);
      expect(JSON.stringify(result)).not.toContain('You sent');
      if (result && !result.ok) expect(refusalWords(result.error).nl).toContain(result.error.detail);
    }
    expect(overHttp).toHaveLength(6);
  });

  it('is done with 200', async () => {
    status = 200;
    for (const { id } of overHttp) expect(await send(id, sink.url), id).toMatchObject({ ok: true });
  });

  it('says unreachable when nobody listens, and tries again later', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    for (const { id } of all) {
      const result = await send(id, url);
      expect(result, id).toEqual({
        ok: false,
        error: { kind: 'unreachable', retryable: true, detail: '127.0.0.1: ECONNREFUSED' },
      });
    }
  });

  it('gives up on a server that never answers, in time and when told to stop', async () => {
    await using silent = await openSink(() => undefined);
    const stopped = AbortSignal.abort();
    for (const { id } of all) {
      expect(await send(id, silent.url, { timeoutMs: 60 }), id).toMatchObject({ error: { kind: 'timed-out', retryable: true } });
      expect(await send(id, silent.url, { signal: stopped }), id).toMatchObject({ error: { kind: 'aborted', retryable: true } });
    }
  });

  it('refuses settings and addresses that do not fit, naming the field and not its content', async () => {
    for (const channel of all) {
      const config = { ...sampleOf(sink.url)[channel.id]?.config, [channel.secretFields[0] ?? '']: { leak: theSecret } };
      const order = { config, address: {}, notice: notice(), deliveryId: 'delivery-1' };
      const result = await channel.send(order, edge());
      expect(result).toMatchObject({ ok: false, error: { kind: 'misconfigured', retryable: false } });
      expect(JSON.stringify(result)).toContain(channel.secretFields[0]);
      expect(JSON.stringify(result)).not.toContain(theSecret);
    }
  });
});
