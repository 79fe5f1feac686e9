import { createECDH } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { channels, systemEdge } from '@wachter/channels';
import type { ChannelRow } from '@wachter/services';
import { putChannel } from '@wachter/services/channel/put';
import { openChannelConfig } from '@wachter/services/channel/secrets';
import { makeNewId } from '@wachter/services/new-id';
import { sendTest } from '@wachter/services/oncall/send-test';
import { subscribePush } from '@wachter/services/oncall/subscribe-push';
import { openStore, silentLog } from '@wachter/store';
import { createSeal, nodeCrypto } from '@wachter/store/node-crypto';
import { startFaultProxy } from '@wachter/tooling/fault-proxy';
import { afterEach, expect, it } from 'vitest';
import { createBench, SITE } from './bench.ts';
import { endAll, type IngestorProcess, startIngestor } from './ingestor-process.ts';
import { createLedgerDevice } from './ledger-device.ts';
import { openLedgerSite } from './ledger-site.ts';
import { startLiveBroker } from './live-broker.ts';
import { alarmOf, makeNotifier, peopleAndChannels } from './notify-bench.ts';

const audit = { actor: 'test', action: 'test.make', objectKind: 'channel', objectId: 'test' };
const children = new Set<IngestorProcess>();
afterEach(() => endAll(children));

/** A server that hears messages and answers as told. `heard` grows as they come; `next` waits for the message after those seen. */
async function openServer(answer: (response: ServerResponse) => void = (response) => response.end('{"id":"1"}')) {
  const heard: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      heard.push(body);
      for (const tell of waiting.splice(0)) tell();
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ heard, port, url: `http://127.0.0.1:${port}/` },
    /** Resolves once one of the messages contains the text. */
    hears: async (text: string) => {
      while (!heard.some((body) => body.includes(text))) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const row = (id: string, type: string, url: string) => ({
  ...{ id, type, name: id.slice(-4), sealedSecrets: null, isEnabled: true, createdAt: Number.parseInt(id.slice(-2), 16) },
  config: { url, allowedHosts: ['127.0.0.1'] },
});
const idOf = (n: number): string => `00000000-0000-7000-8000-0000000000c${n}`;

it('goes from a refusing, a silent and a broken channel to one that works within the step, and keeps why each failed (A16)', async () => {
  const bench = await createBench();
  const { store } = bench;
  const lease = await store.lease.acquire('ingest', 'bench', 60_000);
  if (!lease.ok) throw new Error('the lease is held');
  const [works, broken, behind] = await Promise.all([openServer(), openServer((r) => r.writeHead(500).end()), openServer()]);
  const line = await startFaultProxy(behind.port);
  line.turn('swallow');
  const closed = await openServer();
  closed.close();
  await peopleAndChannels(store, [], Date.now());
  const urls = [closed.url, `http://127.0.0.1:${line.port}/`, broken.url, works.url];
  for (const [n, url] of urls.entries()) await store.notify.putChannel(row(idOf(n), 'ntfy', url), audit);
  const contacts = urls.map((_, n) => ({
    ...{
      id: idOf(n),
      userId: 'tess',
      channelId: idOf(n),
      address: { topic: 'tess' },
      position: n,
      isEnabled: true,
      goneAt: null,
    },
  }));
  await store.notify.setContacts('tess', contacts, audit);
  const edge = { ...systemEdge, timeoutMs: 400 };
  const notifier = makeNotifier(store, [...channels.values()], {
    edge,
    openConfig: ({ config }) => config,
    now: clockOfRounds(),
  });
  const alarm = await alarmOf(bench);
  await alarm.raise(lease.fence);
  while (works.heard.length === 0) {
    await notifier.round(lease.fence);
    await notifier.settle();
  }
  const told = (await store.notify.noticesOf(alarm.id)).filter(({ recipient }) => recipient === 'tess');
  expect(told.map(({ state, lastError }) => [state, lastError?.split(':')[0] ?? null])).toEqual([
    ['failed', 'unreachable'],
    ['failed', 'timed-out'],
    ['failed', 'refused'],
    ['sent', null],
  ]);
  const failing = (await store.notify.channelHealth()).filter(({ failingSince }) => failingSince !== null);
  expect(failing.map(({ channelId }) => channelId)).toEqual([idOf(0), idOf(1), idOf(2)]);
  expect(notifier.standing()?.problem).toContain('Alarms cannot be told by');
  await line.close();
  for (const server of [works, broken, behind]) server.close();
}, 20_000);

/** Each look at the clock is a second later, so that a round never waits for the wall clock. */
function clockOfRounds(): () => number {
  let now = Date.now();
  return () => {
    now += 1_001;
    return now;
  };
}

it('reaches the browser that subscribed, encrypted, and marks it when its push service says that it has ended', async () => {
  const bench = await createBench();
  const { store } = bench;
  const lease = await store.lease.acquire('ingest', 'bench', 60_000);
  if (!lease.ok) throw new Error('the lease is held');
  const answers = { status: 201 };
  const service = await openServer((response) => response.writeHead(answers.status).end());
  await peopleAndChannels(store, [], Date.now());
  const seal = createSeal('a key of the test that has enough characters');
  const newId = makeNewId(Date.now, nodeCrypto.randomBytes);
  const services = { store, now: Date.now, newId, crypto: nodeCrypto, channels, seal, hashPassword: async () => 'x' };
  const as = (id: string, role: 'technician' | 'administrator') => ({
    ...services,
    actor: { kind: 'user' as const, id, name: id, role },
  });
  const config = { subject: 'mailto:ops@dc.example', allowedHosts: ['127.0.0.1'] };
  const made = await putChannel(as('ada', 'administrator'), {
    id: null,
    type: 'web-push',
    name: 'Push',
    config,
    isEnabled: true,
  });
  if (!made.ok) throw new Error(made.error.kind);
  const channelId = made.value.id;
  const browser = createECDH('prime256v1');
  const keys = { p256dh: browser.generateKeys('base64url'), auth: Buffer.alloc(16, 7).toString('base64url') };
  const tess = as('tess', 'technician');
  const subscription = { endpoint: `${service.url}push/1`, keys };
  expect(await subscribePush(tess, { channelId, name: 'Firefox (Android)', subscription })).toEqual({ ok: true, value: null });
  const openConfig = (row: ChannelRow) => openChannelConfig(row, seal);
  const notifier = makeNotifier(store, [...channels.values()], { edge: systemEdge, openConfig, now: clockOfRounds() });
  const test = async () => {
    const begun = await sendTest(tess, { channelId, userId: 'tess' });
    if (!begun.ok) throw new Error(begun.error.kind);
    while ((await store.notify.noticesOf(begun.value.id))[0]?.state === 'queued') {
      await notifier.round(lease.fence);
      await notifier.settle();
    }
    return (await store.notify.noticesOf(begun.value.id))[0];
  };
  expect(await test()).toMatchObject({ state: 'sent' });
  expect(service.heard).toHaveLength(1);
  expect(service.heard[0]).not.toContain('Exercise');
  answers.status = 410;
  expect(await test()).toMatchObject({ state: 'given-up', lastError: expect.stringContaining('address-gone') });
  expect(await store.notify.contacts('tess')).toMatchObject([{ goneAt: expect.any(Number) }]);
  expect(await sendTest(tess, { channelId, userId: 'tess' })).toMatchObject({ ok: false, error: { kind: 'not-a-way' } });
  expect(await subscribePush(tess, { channelId, name: 'Firefox (Android)', subscription })).toMatchObject({ ok: true });
  answers.status = 201;
  expect(await test()).toMatchObject({ state: 'sent' });
  service.close();
}, 20_000);

it('tells that it is over although it was killed after it told, and the end came while nothing ran (A09)', async () => {
  const site = await openLedgerSite(['node-1']);
  const broker = await startLiveBroker();
  const hook = await openServer();
  const store = openStore({ url: site.url, applicationName: 'test', poolSize: 2, statementTimeoutMs: 20_000, log: silentLog });
  const point = await store.site.pointByTag('node-1.t');
  const { config, ...plain } = row(idOf(1), 'webhook', hook.url);
  await store.notify.putChannel({ ...plain, config: { ...config, signingSecret: `whsec_${'c2VjcmV0'.repeat(5)}` } }, audit);
  const step = { afterMinutes: 0, targets: [{ kind: 'channel' as const, id: idOf(1) }] };
  const none = { steps: [], repeatMinutes: null };
  const policy = { critical: none, high: { steps: [step], repeatMinutes: null }, medium: none, low: none };
  await store.notify.putPolicy({ siteId: SITE, policy }, audit);
  const rule = {
    id: idOf(2),
    siteId: SITE,
    type: 'limit',
    pointId: point?.id ?? 0,
    deviceId: null,
    isLatching: false,
    isEnabled: true,
  };
  const texts = { cause: null, consequence: null, response: null, respondWithinMinutes: null };
  const params = { high: { critical: 30 }, dwellSeconds: 0, holdOffSeconds: 0 };
  await store.site.transaction((tx) => tx.putRule({ ...rule, ...texts, params, priority: 'high' }));
  const start = () => startIngestor({ DATABASE_URL: site.url, MQTT_URL: broker.url }, children);
  const device = await createLedgerDevice(broker.url, 'node-1');

  const first = start();
  await first.until('listening');
  device.say(35);
  await hook.hears('alarm.raised');
  const [alarm] = await store.alarms.list({ limit: 1 });
  while (!(await store.notify.noticesOf(alarm?.id ?? '')).some(({ state }) => state === 'sent'));
  await first.kill('SIGKILL');
  // As if it had been told two minutes ago: nobody gets more than one message a minute.
  await site.sql.query("UPDATE notice SET sent_at = sent_at - interval '2 min'");
  await site.sql.query('UPDATE lease SET expires_at = now()');
  device.say(20);
  const second = start();
  await second.until('listening');
  await hook.hears('alarm.resolved');
  expect(hook.heard.map((body) => /"type":"([\w.]+)"/.exec(body)?.[1])).toEqual(['alarm.raised', 'alarm.resolved']);

  await device.end();
  await endAll(children);
  await store.close();
  hook.close();
  await broker.stop();
  await site.close();
}, 90_000);
