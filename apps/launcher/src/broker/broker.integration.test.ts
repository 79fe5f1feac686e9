import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashSecret } from '@wachter/services/broker/secret';
import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Broker, startBroker } from './broker.ts';

const secret = 'a-secret-of-these-tests';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let hash: string;
let accounts: BrokerAccount[];
let broker: Broker;
let clients: MqttClient[];

const account = (
  userName: string,
  publish: readonly string[],
  subscribe: readonly string[],
  kind: BrokerAccount['kind'] = 'device',
): BrokerAccount => ({
  userName,
  secretHash: hash,
  kind,
  dialect: 'native',
  publish,
  subscribe,
  createdAt: 0,
  createdBy: 'test',
  revokedAt: null,
});

const start = () =>
  startBroker({
    folder,
    host: '127.0.0.1',
    port: 0,
    readAccounts: async () => accounts,
    crypto: nodeCrypto,
    log: quiet,
    accountsEveryMs: 20,
    refusalDelayMs: 0,
    isSynced: false,
  });

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-broker-'));
  hash = await hashSecret(secret, nodeCrypto);
  accounts = [
    account('node-a', ['wachter/v1/node-a/#'], ['wachter/v1/node-a/ack']),
    account('node-b', ['wachter/v1/node-b/#'], ['wachter/v1/node-b/ack']),
    account('ingestor', ['wachter/v1/+/ack'], ['#'], 'ingestor'),
  ];
  clients = [];
  broker = await start();
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Connects, or rejects with what the broker said. Never by itself a second time. */
function connect(userName: string, options: IClientOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port: broker.port,
    protocol: 'mqtt',
    protocolVersion: 4,
    username: userName,
    password: secret,
    clientId: userName,
    reconnectPeriod: 0,
    ...options,
  });
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve(client));
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
}

/** What arrives, as `topic payload`, and a promise of the moment when `count` of them have. */
function listen(client: MqttClient) {
  const messages: string[] = [];
  const waiters: { count: number; done: () => void }[] = [];
  client.on('message', (topic, payload) => {
    messages.push(`${topic} ${payload.toString()}`);
    for (const waiter of waiters) if (messages.length >= waiter.count) waiter.done();
  });
  return {
    messages,
    until: (count: number) => new Promise<void>((done) => (messages.length >= count ? done() : waiters.push({ count, done }))),
  };
}

const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));

describe('who may come in', () => {
  it('refuses an unknown name, a wrong secret and nobody at all', async () => {
    await expect(connect('nobody-here')).rejects.toMatchObject({ code: 4 });
    await expect(connect('node-a', { password: 'wrong' })).rejects.toMatchObject({ code: 4 });
    await expect(connect('node-a', { username: '', password: '' })).rejects.toThrow();
    expect(broker.securityEvents()['login-refused']).toBe(3);
  });

  it('lets a device in that was added a moment ago', async () => {
    accounts = [...accounts, account('node-new', ['wachter/v1/node-new/#'], [])];
    await expect(connect('node-new')).resolves.toBeDefined();
  });

  it('disconnects a device whose credential was revoked, and refuses it from then on', async () => {
    const device = await connect('node-a');
    const gone = closed(device);
    accounts = accounts.map((one) => (one.userName === 'node-a' ? { ...one, revokedAt: 1 } : one));
    await gone;
    await expect(connect('node-a')).rejects.toMatchObject({ code: 4 });
  });

  it('refuses MQTT 5 with the code that tells a client to try 3.1.1', async () => {
    await expect(connect('node-a', { protocolVersion: 5 })).rejects.toMatchObject({ code: 1 });
  });

  it('does not let a device take over the connection of another by its client id (Q02)', async () => {
    const victim = await connect('node-a', { clean: false });
    let isVictimClosed = false;
    victim.once('close', () => {
      isVictimClosed = true;
    });
    await connect('node-b', { clientId: 'node-a', clean: true });
    await victim.publishAsync('wachter/v1/node-a/data', 'still here', { qos: 1 });
    expect(isVictimClosed).toBe(false);
    expect(broker.securityEvents()['client-id-of-another']).toBe(1);
  });

  it('ends a connection that announces a packet beyond the limit', async () => {
    const device = await connect('node-a');
    const gone = closed(device);
    device.publish('wachter/v1/node-a/data', Buffer.alloc(300 * 1024), { qos: 1 });
    await gone;
    expect(broker.securityEvents()['packet-too-large']).toBe(1);
  });

  it('survives bytes that are no MQTT', async () => {
    const socket = connectSocket(broker.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await gone;
    await expect(connect('node-a')).resolves.toBeDefined();
  });
});

describe('what a device may read (Q01, Q05)', () => {
  it.each(['#', '+/+/+/+', 'wachter/v1/+/data', 'wachter/v1/node-b/#', '$SYS/#', '$share/x/#', 'wachter/v1/node-a/#'])(
    'refuses %s',
    async (filter) => {
      const device = await connect('node-a');
      const granted = await device.subscribeAsync(filter, { qos: 1 }).then(
        (list) => list.map(({ qos }) => qos),
        () => [128],
      );
      expect(granted).toEqual([128]);
      expect(broker.securityEvents()['subscribe-refused']).toBe(1);
    },
  );

  it('queues nothing for a filter that was refused beside one that was granted', async () => {
    const device = await connect('node-a', { clean: false });
    await device.subscribeAsync(['wachter/v1/node-a/ack', 'wachter/v1/node-b/#'], { qos: 1 }).catch(() => undefined);
    await device.endAsync();
    const other = await connect('node-b');
    await other.publishAsync('wachter/v1/node-b/data', 'secret of b', { qos: 1 });
    const ingestor = await connect('ingestor');
    await ingestor.publishAsync('wachter/v1/node-a/ack', 'own', { qos: 1 });
    const back = mqtt.connect({
      host: '127.0.0.1',
      port: broker.port,
      protocolVersion: 4,
      username: 'node-a',
      password: secret,
      clientId: 'node-a',
      clean: false,
      reconnectPeriod: 0,
    });
    clients.push(back);
    const heard = listen(back);
    await heard.until(1);
    expect(heard.messages).toEqual(['wachter/v1/node-a/ack own']);
  });
});

describe('what a device may write (Q03, Q04)', () => {
  it('acknowledges a message on a foreign topic, delivers it to nobody and counts it', async () => {
    const ingestor = await connect('ingestor');
    const heard = listen(ingestor);
    await ingestor.subscribeAsync('#', { qos: 1 });
    const device = await connect('node-a');
    await device.publishAsync('wachter/v1/node-b/data', 'forged', { qos: 1 });
    await device.publishAsync('$SYS/broker', 'forged', { qos: 1 });
    await device.publishAsync('wachter/v1/node-a/data', 'own', { qos: 1 });
    await heard.until(1);
    expect(heard.messages).toEqual(['wachter/v1/node-a/data own']);
    expect(broker.securityEvents()['publish-refused']).toBe(2);
  });

  it('does not deliver a will on a foreign topic', async () => {
    const ingestor = await connect('ingestor');
    const heard = listen(ingestor);
    await ingestor.subscribeAsync('#', { qos: 1 });
    const forger = await connect('node-a', {
      will: { topic: 'wachter/v1/node-b/status', payload: Buffer.from('forged'), qos: 1, retain: true },
    });
    const honest = await connect('node-b', {
      will: { topic: 'wachter/v1/node-b/status', payload: Buffer.from('gone'), qos: 1, retain: true },
    });
    forger.stream.destroy();
    honest.stream.destroy();
    await heard.until(1);
    expect(heard.messages).toEqual(['wachter/v1/node-b/status gone']);
    expect(broker.securityEvents()['will-refused']).toBe(1);
  });

  it('keeps birth and status of a device, and no reading', async () => {
    const device = await connect('node-a');
    await device.publishAsync('wachter/v1/node-a/data', 'reading', { qos: 1, retain: true });
    await device.publishAsync('wachter/v1/node-a/birth', 'birth', { qos: 1, retain: true });
    const ingestor = await connect('ingestor');
    const heard = listen(ingestor);
    await ingestor.subscribeAsync('#', { qos: 1 });
    await heard.until(1);
    expect(heard.messages).toEqual(['wachter/v1/node-a/birth birth']);
    expect(broker.securityEvents()['retain-refused']).toBe(1);
  });
});

describe('what is kept', () => {
  const numbers = Array.from({ length: 500 }, (_, index) => `wachter/v1/node-a/data ${index}`);
  const publishAll = async (device: MqttClient) => {
    await Promise.all(numbers.map((line) => device.publishAsync('wachter/v1/node-a/data', line.split(' ')[1] ?? '', { qos: 1 })));
  };

  it('delivers every message to an ingestor that is there, in order', async () => {
    const ingestor = await connect('ingestor', { clean: false });
    const heard = listen(ingestor);
    await ingestor.subscribeAsync('#', { qos: 1 });
    await publishAll(await connect('node-a'));
    await heard.until(numbers.length);
    expect(heard.messages).toEqual(numbers);
  });

  it('keeps the queue of an ingestor that is away over a restart, in order', async () => {
    const ingestor = await connect('ingestor', { clean: false });
    await ingestor.subscribeAsync('#', { qos: 1 });
    await ingestor.endAsync();
    const device = await connect('node-a');
    await publishAll(device);
    await device.endAsync();
    await broker.stop();
    broker = await start();
    const back = mqtt.connect({
      host: '127.0.0.1',
      port: broker.port,
      protocolVersion: 4,
      username: 'ingestor',
      password: secret,
      clientId: 'ingestor',
      clean: false,
      reconnectPeriod: 0,
    });
    clients.push(back);
    const heard = listen(back);
    await heard.until(numbers.length);
    expect(heard.messages).toEqual(numbers);
  });
});
