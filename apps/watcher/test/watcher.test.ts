import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Aedes } from 'aedes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Heard, openSink } from '../../../packages/channels/test/sink.ts';

const main = path.resolve(import.meta.dirname, '../src/main.ts');
const root = path.resolve(import.meta.dirname, '../../..');
const signingSecret = `whsec_${'A'.repeat(32)}`;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-watcher-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function settingsFile(name: string, settings: object): string {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  return file;
}

function startWatcher(words: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' } as const;
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      out += piece.toString();
    });
  const ended = new Promise<{ readonly code: number | null; readonly out: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out })),
  );
  return { ended, stop: () => child.kill('SIGTERM') };
}

/** A dashboard that says of itself what it is told to say, on a port that stays the same. */
async function openDashboard(port: number, answer: (response: ServerResponse, url: string) => void): Promise<Server> {
  const server = createServer((request, response) => answer(response, request.url ?? ''));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const well = (response: ServerResponse) => response.end(JSON.stringify({ status: 'ok', reasons: [] }));
const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port;
const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Resolves with each event of the webhook in turn. */
function eventsOf() {
  const waiting: ((event: { type: string; data: { sentence: string } }) => void)[] = [];
  const come: { type: string; data: { sentence: string } }[] = [];
  return {
    hear: ({ body }: Heard) => {
      const event = JSON.parse(body.toString());
      const next = waiting.shift();
      if (next) next(event);
      else come.push(event);
    },
    next: () =>
      new Promise<{ type: string; data: { sentence: string } }>((resolve) => {
        const event = come.shift();
        if (event) resolve(event);
        else waiting.push(resolve);
      }),
  };
}

describe('H10: who watches the watchman', () => {
  it('tells by its own channel when everything stops, again while it lasts, and that Wachter sees again', async () => {
    const events = eventsOf();
    await using sink = await openSink((response, heard) => {
      events.hear(heard);
      response.end();
    });
    const dashboard = await openDashboard(0, well);
    const port = portOf(dashboard);
    const watcher = startWatcher([
      '--config',
      settingsFile('h10', {
        dashboard: `http://127.0.0.1:${port}`,
        everySeconds: 0.05,
        blindAfterSeconds: 0.1,
        repeatMinutes: 0.005,
        notify: [{ channel: 'webhook', config: { url: sink.url, signingSecret, allowedHosts: ['127.0.0.1'] } }],
      }),
    ]);
    await close(dashboard);
    expect(await events.next()).toMatchObject({
      type: 'alarm.raised',
      data: { sentence: 'Monitoring is blind: the dashboard does not answer' },
    });
    expect(await events.next()).toMatchObject({ type: 'alarm.reminder' });
    const again = await openDashboard(port, well);
    let last = await events.next();
    while (last.type === 'alarm.reminder') last = await events.next();
    expect(last).toMatchObject({ type: 'alarm.resolved', data: { sentence: 'Monitoring sees again' } });
    watcher.stop();
    const { code, out } = await watcher.ended;
    expect([code, out.match(/Monitoring sees again/g)?.length]).toEqual([0, 1]);
    await close(again);
  });
});

describe('the watcher in a script', () => {
  it.each([
    ['sees when the dashboard is well', well, 0, 'Wachter sees.'],
    [
      'is blind when it says that it is down',
      (response: ServerResponse) =>
        response.writeHead(503).end(JSON.stringify({ status: 'down', reasons: ['The database does not answer.'] })),
      1,
      'the dashboard says: The database does not answer.',
    ],
    [
      'is blind when no readings come in',
      (response: ServerResponse) => response.end(JSON.stringify({ status: 'degraded', reasons: ['No reading has come in.'] })),
      1,
      'No reading has come in.',
    ],
    ['is blind when something else answers', (response: ServerResponse) => response.end('<html>'), 1, 'HTTP 200'],
    [
      'is blind when it is sent elsewhere',
      (response: ServerResponse) => response.writeHead(302, { location: '/login' }).end(),
      1,
      'HTTP 302',
    ],
  ])('%s', async (name, answer, code, says) => {
    const dashboard = await openDashboard(0, answer);
    const file = settingsFile(name, { dashboard: `http://127.0.0.1:${portOf(dashboard)}` });
    const { code: ended, out } = await startWatcher(['--config', file, '--once']).ended;
    expect(out).toContain(says);
    expect(ended).toBe(code);
    await close(dashboard);
  });

  it('plays the canary over a broker and the API, and keeps how long it took', async () => {
    const aedes = await Aedes.createBroker();
    let value: number | null = null;
    const acknowledged: string[] = [];
    aedes.authenticate = (_, user, password, done) => done(null, user === 'canary' && password?.toString() === 'sing');
    aedes.on('publish', ({ topic, payload }) => {
      if (topic === 'wachter/v1/canary/data') value = JSON.parse(payload.toString()).samples[0].v.song;
    });
    const broker = createTcpServer(aedes.handle);
    await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
    const now = () => new Date().toISOString();
    const alarm = () => ({ id: 'a', activation: 1, activatedAt: now(), clearedAt: value === 50 ? null : now() });
    const dashboard = await openDashboard(0, (response, url) => {
      if (url === '/api/health') return well(response);
      if (url.endsWith('/acknowledge')) acknowledged.push(url);
      return response.end(JSON.stringify({ alarms: url.includes('pointId=7') && value !== null ? [alarm()] : [], next: null }));
    });
    const seriesFile = path.join(folder, 'series.json');
    const file = settingsFile('canary', {
      dashboard: `http://127.0.0.1:${portOf(dashboard)}`,
      seriesFile,
      canary: {
        ...{ mqttUrl: `mqtt://127.0.0.1:${portOf(broker)}`, device: 'canary', password: 'sing', channel: 'song' },
        ...{ pointId: 7, token: 'token', breach: 50, normal: 20 },
      },
    });
    const { code, out } = await startWatcher(['--config', file, '--once']).ended;
    expect(out).toMatch(/canary: raised after \d+ ms, cleared after \d+ ms/);
    expect([code, value, acknowledged]).toEqual([0, 20, ['/api/v1/alarms/a/acknowledge']]);
    expect(JSON.parse(readFileSync(seriesFile, 'utf8'))).toMatchObject([{ raisedMs: expect.any(Number), failure: null }]);
    expect((await startWatcher(['--config', file, '--series']).ended).out).toMatch(/^\S+Z {2}raised \d+ ms {2}cleared \d+ ms\n$/);
    await close(dashboard);
    await new Promise<void>((resolve) => aedes.close(() => broker.close(() => resolve())));
  });

  it('says what is wrong with its settings, and nothing of their secrets', async () => {
    const file = settingsFile('wrong', {
      everySeconds: 'often',
      notify: [{ channel: 'pigeon' }, { channel: 'ntfy', config: { accessToken: 'top secret\n' }, address: { topic: 'x y' } }],
    });
    const { code, out } = await startWatcher(['--config', file]).ended;
    expect(code).toBe(2);
    for (const part of ['everySeconds', 'notify.0.channel', 'notify.1.config.accessToken', 'notify.1.address.topic'])
      expect(out).toContain(part);
    expect(out).not.toContain('top secret');
  });

  it.skipIf(process.platform === 'win32')('refuses a settings file that others can read', async () => {
    const file = settingsFile('open', {});
    chmodSync(file, 0o644);
    expect(await startWatcher(['--config', file]).ended).toMatchObject({ code: 2, out: expect.stringContaining('chmod 600') });
  });

  it('explains every setting', async () => {
    const { code, out } = await startWatcher(['--help']).ended;
    expect(code).toBe(0);
    for (const word of ['blindAfterSeconds', 'repeatMinutes', 'canary', 'WACHTER_WATCHER_FILE']) expect(out).toContain(word);
  });
});
