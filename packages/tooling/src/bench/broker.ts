import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { ingestorRights, rightsOf } from '@wachter/services/broker/account-rights';
import { renderAclFile } from '@wachter/services/broker/render-acl-file';
import { renderMosquittoConfig } from '@wachter/services/broker/render-mosquitto-config';
import { renderPasswordFile } from '@wachter/services/broker/render-password-file';
import { hashSecret, newSecret } from '@wachter/services/broker/secret';
import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { openStore, silentLog } from '@wachter/store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { script, startChild } from './child.ts';
import { waitUntil } from './measure.ts';
import type { Scratch } from './scratch.ts';
import { accounts } from './site.ts';

/** A broker of the measurement's own, with an account for every device. */
export interface Broker {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** File of account to password, as the load generator reads it. */
  readonly credentialsFile: string;
  readonly passwordOf: (account: string) => string;
}

export const mosquittoProgram = (): string | null =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, 'mosquitto'))
    .find((file) => existsSync(file)) ?? null;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });

async function makeAccounts(): Promise<{
  readonly rows: readonly BrokerAccount[];
  readonly secrets: ReadonlyMap<string, string>;
}> {
  const names = [...accounts.devices, ...accounts.readers];
  const secrets = new Map(names.map((name) => [name, newSecret(nodeCrypto)]));
  const readers: readonly string[] = accounts.readers;
  const rows = names.map(async (userName): Promise<BrokerAccount> => {
    const isReader = readers.includes(userName);
    const { publish, subscribe } = isReader
      ? ingestorRights(['#'])
      : (rightsOf('native', userName) ?? { publish: [], subscribe: [] });
    return {
      userName,
      secretHash: await hashSecret(secrets.get(userName) ?? '', nodeCrypto),
      kind: isReader ? 'ingestor' : 'device',
      dialect: isReader ? null : 'native',
      publish,
      subscribe,
      createdAt: Date.now(),
      createdBy: 'bench',
      revokedAt: null,
    };
  });
  return { rows: await Promise.all(rows), secrets };
}

/** Starts the broker in the product's own configuration; the embedded one reads its accounts from `databaseUrl`. */
export async function startBroker(
  scratch: Scratch,
  { kind, databaseUrl }: { readonly kind: 'mosquitto' | 'embedded'; readonly databaseUrl: string },
): Promise<Broker> {
  const port = await freePort();
  const folder = path.join(scratch.folder, `broker-${port}`);
  mkdirSync(folder, { mode: 0o700 });
  const { rows, secrets } = await makeAccounts();
  const credentialsFile = path.join(folder, 'credentials.json');
  writeFileSync(credentialsFile, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 });
  const child =
    kind === 'mosquitto'
      ? startMosquitto(scratch, { folder, port, rows })
      : await startEmbedded(scratch, { folder, port, rows, databaseUrl });
  await waitUntil('the broker to listen', () => {
    if (child.hasEnded()) throw new Error(`The broker ended at once: ${child.said()}`);
    return answers(port);
  });
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    credentialsFile,
    passwordOf: (account) => secrets.get(account) ?? '',
  };
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly rows: readonly BrokerAccount[];
}

function startMosquitto(scratch: Scratch, { folder, port, rows }: Place) {
  const at = (name: string) => path.join(folder, name);
  const files = { passwordFile: at('passwords'), aclFile: at('acl'), persistenceFolder: `${at('data')}/` };
  mkdirSync(at('data'));
  writeFileSync(files.passwordFile, renderPasswordFile(rows));
  writeFileSync(files.aclFile, renderAclFile(rows));
  writeFileSync(at('mosquitto.conf'), renderMosquittoConfig({ ...files, port }));
  // Started by root it changes to an account of its own, which must reach all of this; the credentials stay ours.
  for (const name of ['passwords', 'acl', 'mosquitto.conf']) chmodSync(at(name), 0o644);
  chmodSync(at('data'), 0o777);
  chmodSync(folder, 0o755);
  return startChild(scratch, {
    name: 'mosquitto',
    program: mosquittoProgram() ?? 'mosquitto',
    args: ['-c', at('mosquitto.conf')],
  });
}

async function startEmbedded(scratch: Scratch, { folder, port, rows, databaseUrl }: Place & { readonly databaseUrl: string }) {
  const store = openStore({
    url: databaseUrl,
    applicationName: 'wachter-bench',
    poolSize: 2,
    statementTimeoutMs: 30_000,
    log: silentLog,
  });
  await store.site.transaction(async (tx) => {
    for (const row of rows) await tx.putBrokerAccount(row);
  });
  await store.close();
  const urlFile = path.join(folder, 'database-url');
  writeFileSync(urlFile, databaseUrl, { mode: 0o600 });
  return startChild(scratch, {
    name: 'broker',
    args: script('apps/launcher/src/broker/main.ts'),
    env: {
      WACHTER_DATABASE_URL_FILE: urlFile,
      WACHTER_BROKER_DIR: path.join(folder, 'queue'),
      MQTT_PORT: String(port),
      WACHTER_LOG_LEVEL: 'warn',
    },
  });
}
