import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashSecret } from '@wachter/services/broker/secret';
import { nodeCrypto } from '@wachter/store/node-crypto';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';

const secret = 'a-secret-of-this-test';
const killsPlanned = 4;

let folder: string;
let running: ChildProcess[];
let clients: MqttClient[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-broker-kill-'));
  running = [];
  clients = [];
  const secretHash = await hashSecret(secret, nodeCrypto);
  const base = { secretHash, dialect: 'native', createdAt: 0, createdBy: 'test', revokedAt: null };
  writeFileSync(
    path.join(folder, 'accounts.json'),
    JSON.stringify([
      { ...base, userName: 'node-a', kind: 'device', publish: ['wachter/v1/node-a/#'], subscribe: [] },
      { ...base, userName: 'ingestor', kind: 'ingestor', publish: [], subscribe: ['#'] },
    ]),
  );
});

afterEach(async () => {
  for (const client of clients) client.end(true);
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startBroker(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const script = path.join(import.meta.dirname, 'broker-process.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, path.join(folder, 'queue'), path.join(folder, 'accounts.json')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  running.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: Number(line.toString().split(' ')[1]) };
}

const connect = (port: number, userName: string, clean: boolean): MqttClient => {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port,
    protocolVersion: 4,
    username: userName,
    password: secret,
    clientId: userName,
    clean,
    reconnectPeriod: 0,
  });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
};

const connected = (client: MqttClient) => new Promise<void>((resolve) => client.once('connect', () => resolve()));

/** Publishes numbers until the connection breaks; resolves to those the broker acknowledged. */
async function publishUntilKilled(port: number, from: number, onAcknowledged: (count: number) => void): Promise<number[]> {
  const client = connect(port, 'node-a', true);
  await connected(client);
  const acknowledged: number[] = [];
  let isOver = false;
  client.once('close', () => {
    isOver = true;
  });
  for (let number = from; !isOver && number < from + 50_000; number += 1) {
    client.publish('wachter/v1/node-a/data', String(number), { qos: 1 }, (error) => {
      if (error) return;
      acknowledged.push(number);
      onAcknowledged(acknowledged.length);
    });
    if (number % 20 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return acknowledged;
}

it('loses nothing it acknowledged when it is killed at any moment, again and again', async () => {
  const first = await startBroker();
  const ingestor = connect(first.port, 'ingestor', false);
  await connected(ingestor);
  await ingestor.subscribeAsync('#', { qos: 1 });
  await ingestor.endAsync(true);

  const acknowledged: number[] = [];
  let broker = first;
  for (let kill = 0; kill < killsPlanned; kill += 1) {
    const after = 150 + kill * 97;
    const got = await publishUntilKilled(broker.port, kill * 100_000, (count) => {
      if (count === after) broker.child.kill('SIGKILL');
    });
    acknowledged.push(...got);
    broker = await startBroker();
  }

  // The queue is kept in order, so this arrives after everything that was stored before it.
  const device = connect(broker.port, 'node-a', true);
  await connected(device);
  await device.publishAsync('wachter/v1/node-a/data', 'end', { qos: 1 });
  const delivered = new Set<string>();
  const back = connect(broker.port, 'ingestor', false);
  await new Promise<void>((resolve) => {
    back.on('message', (_, payload) => {
      delivered.add(payload.toString());
      if (delivered.has('end')) resolve();
    });
  });
  expect(acknowledged.length).toBeGreaterThanOrEqual(killsPlanned * 150);
  expect(acknowledged.filter((number) => !delivered.has(String(number)))).toEqual([]);
});
