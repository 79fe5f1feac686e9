import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeCrypto } from '@wachter/store/node-crypto';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerAccount } from '../ports/site-store.ts';
import { ingestorRights, rightsOf } from './account-rights.ts';
import { renderAclFile } from './render-acl-file.ts';
import { renderMosquittoConfig } from './render-mosquitto-config.ts';
import { renderPasswordFile } from './render-password-file.ts';
import { hashSecret, newSecret } from './secret.ts';

const isInstalled = spawnSync('mosquitto', ['-h']).error === undefined;
const skipped = isInstalled ? '' : ' (skipped: no mosquitto on the PATH)';

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

interface Running {
  readonly port: number;
  readonly secrets: ReadonlyMap<string, string>;
  readonly broker: ChildProcess;
  readonly folder: string;
  readonly said: string;
}

async function accountsOf(names: readonly string[]): Promise<{ accounts: BrokerAccount[]; secrets: Map<string, string> }> {
  const secrets = new Map(names.map((name) => [name, newSecret(nodeCrypto)]));
  const accounts = names.map(async (userName): Promise<BrokerAccount> => {
    const isIngestor = userName.startsWith('ingestor');
    const rights = isIngestor ? ingestorRights(['wachter/v1/+/+']) : rightsOf('native', userName);
    const secretHash = await hashSecret(secrets.get(userName) ?? '', nodeCrypto);
    const revokedAt = userName.startsWith('gone') ? 1 : null;
    const { publish, subscribe } = rights ?? { publish: [], subscribe: [] };
    return {
      userName,
      secretHash,
      kind: 'device',
      dialect: 'native',
      publish,
      subscribe,
      createdAt: 0,
      createdBy: 'Ada',
      revokedAt,
    };
  });
  return { accounts: await Promise.all(accounts), secrets };
}

/** Resolves with the broker's first words when it says that it runs; fails with them when it ends. */
function untilRunning(broker: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    broker.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/ running/.test(said)) resolve(said);
    });
    broker.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}: ${said}`)));
  });
}

async function start(): Promise<Running> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wachter-mosquitto-'));
  const at = (name: string) => path.join(folder, name);
  const { accounts, secrets } = await accountsOf(['env-1', 'env-2', 'gone-1', 'ingestor-1']);
  const port = await freePort();
  mkdirSync(at('data'));
  writeFileSync(at('passwords'), renderPasswordFile(accounts));
  writeFileSync(at('acl'), renderAclFile(accounts));
  const files = { passwordFile: at('passwords'), aclFile: at('acl'), persistenceFolder: `${at('data')}/` };
  writeFileSync(at('mosquitto.conf'), renderMosquittoConfig({ ...files, port }));
  for (const name of ['', 'data', 'passwords', 'acl', 'mosquitto.conf'])
    chmodSync(at(name), name === '' || name === 'data' ? 0o777 : 0o644);
  const broker = spawn('mosquitto', ['-c', at('mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said = await untilRunning(broker);
  return { port, secrets, broker, folder, said };
}

describe.skipIf(!isInstalled)(`Mosquitto with the rendered configuration${skipped}`, () => {
  let running: Running | null = null;
  const clients: MqttClient[] = [];
  const now = () => {
    if (!running) throw new Error('not started');
    return running;
  };
  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    const ended = running && new Promise((resolve) => running?.broker.once('exit', resolve));
    running?.broker.kill();
    await ended;
    if (running) rmSync(running.folder, { recursive: true, force: true });
  });

  const connect = async (userName: string, password = now().secrets.get(userName), clientId = userName): Promise<MqttClient> => {
    const options = { username: userName, clientId, protocolVersion: 5 as const, reconnectPeriod: 0, connectTimeout: 5000 };
    const url = `mqtt://127.0.0.1:${now().port}`;
    const client = await mqtt.connectAsync(url, password === undefined ? options : { ...options, password }, false);
    clients.push(client);
    return client;
  };

  it('listens where it was told and nowhere else', () => {
    expect(now().said.match(/listen socket on port \d+/g)).toEqual([`listen socket on port ${now().port}`]);
    expect(now().said).not.toMatch(/warning|error|deprecat/i);
  });

  it('knows a device by its secret and nobody else', async () => {
    await expect(connect('env-1', 'guessed')).rejects.toThrow(/not authori[sz]ed/i);
    await expect(connect('gone-1')).rejects.toThrow(/not authori[sz]ed/i);
    await expect(
      mqtt.connectAsync(`mqtt://127.0.0.1:${now().port}`, { protocolVersion: 5, reconnectPeriod: 0 }, false),
    ).rejects.toThrow();
    const client = await connect('env-1');
    expect(client.connected).toBe(true);
    await client.endAsync();
  });

  it('carries telemetry to the ingestor and the acknowledgement back', async () => {
    const [device, ingestor] = [await connect('env-1'), await connect('ingestor-1')];
    const heard = new Promise<string>((resolve) => ingestor.once('message', (topic) => resolve(topic)));
    const acknowledged = new Promise<string>((resolve) => device.once('message', (_, payload) => resolve(payload.toString())));
    await ingestor.subscribeAsync('wachter/v1/+/+', { qos: 1 });
    await device.subscribeAsync('wachter/v1/env-1/ack', { qos: 1 });
    await device.publishAsync('wachter/v1/env-1/data', '{}', { qos: 1 });
    expect(await heard).toBe('wachter/v1/env-1/data');
    await ingestor.publishAsync('wachter/v1/env-1/ack', '{"seq":1}', { qos: 1 });
    expect(await acknowledged).toBe('{"seq":1}');
    await Promise.all([device.endAsync(), ingestor.endAsync()]);
  });

  it.each(['wachter/v1/env-2/data', '$SYS/broker/x', 'zigbee2mqtt/x', 'wachter/v1/env-2/ack'])(
    'lets no device publish to %s',
    async (topic) => {
      const client = await connect('env-1');
      await expect(client.publishAsync(topic, 'x', { qos: 1 })).rejects.toThrow(/not authori[sz]ed/i);
      await client.endAsync();
    },
  );

  it('gives a device that listens to everything its own acknowledgements only', async () => {
    const [curious, other, ingestor] = [await connect('env-1'), await connect('env-2'), await connect('ingestor-1')];
    const heard: string[] = [];
    const own = new Promise<void>((resolve) =>
      curious.on('message', (topic) => {
        heard.push(topic);
        if (topic === 'wachter/v1/env-1/ack') resolve();
      }),
    );
    for (const filter of ['#', '+/+/#', '$SYS/#', 'wachter/v1/env-2/ack'])
      await curious.subscribeAsync(filter, { qos: 1 }).catch(() => null);
    await other.publishAsync('wachter/v1/env-2/data', 'secret', { qos: 1 });
    await ingestor.publishAsync('wachter/v1/env-2/ack', 'secret', { qos: 1 });
    await ingestor.publishAsync('wachter/v1/env-1/ack', 'mine', { qos: 1 });
    await own;
    expect(new Set(heard)).toEqual(new Set(['wachter/v1/env-1/ack']));
    await Promise.all([curious.endAsync(), other.endAsync(), ingestor.endAsync()]);
  });

  it('does not let a stranger take the place of another by its client id', async () => {
    const victim = await connect('env-2');
    const thief = await connect('env-1', now().secrets.get('env-1'), 'env-2').catch(() => null);
    await victim.publishAsync('wachter/v1/env-2/data', 'still here', { qos: 1 });
    expect(victim.connected).toBe(true);
    await Promise.all([victim.endAsync(), thief?.endAsync()]);
  });
});
