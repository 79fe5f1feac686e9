import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrokerAccount } from '@wachter/services';
import { ingestorRights, rightsOf } from '@wachter/services/broker/account-rights';
import { renderAclFile } from '@wachter/services/broker/render-acl-file';
import { renderMosquittoConfig } from '@wachter/services/broker/render-mosquitto-config';
import { renderPasswordFile } from '@wachter/services/broker/render-password-file';
import { hashSecret } from '@wachter/services/broker/secret';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { freePort } from '../src/product.ts';

/** A broker in a process of its own, always on the same port and folder. */
export interface KillableBroker {
  readonly url: string;
  /** Resolves when it listens. */
  readonly start: () => Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How one kind of broker is laid out in an empty folder, started there, and what it prints when it listens. */
interface Kind {
  readonly prepare: (folder: string, port: number, accounts: readonly BrokerAccount[]) => void;
  readonly command: (folder: string, port: number) => readonly [program: string, ...args: string[]];
  readonly saysWhenListening: string;
}

/** Path of an installed Mosquitto: what the person names, else what is on the path, else where Debian puts it. */
export const findMosquitto = (): string | null =>
  [process.env['WACHTER_TEST_MOSQUITTO'], 'mosquitto', '/usr/sbin/mosquitto'].find(
    (program) => program && spawnSync(program, ['-h']).error === undefined,
  ) ?? null;

const embedded: Kind = {
  prepare: (folder, _port, accounts) => writeFileSync(path.join(folder, 'accounts.json'), JSON.stringify(accounts)),
  command: (folder, port) => [
    ...([process.execPath, '--import', 'tsx'] as const),
    path.join(import.meta.dirname, '../../../apps/launcher/test/broker-process.ts'),
    ...[path.join(folder, 'queue'), path.join(folder, 'accounts.json'), String(port)],
  ],
  saysWhenListening: 'listening',
};

const mosquitto: Kind = {
  prepare: (folder, port, accounts) => {
    const at = (name: string) => path.join(folder, name);
    mkdirSync(at('data'));
    writeFileSync(at('passwords'), renderPasswordFile(accounts));
    writeFileSync(at('acl'), renderAclFile(accounts));
    const files = { passwordFile: at('passwords'), aclFile: at('acl'), persistenceFolder: `${at('data')}/` };
    writeFileSync(at('mosquitto.conf'), renderMosquittoConfig({ ...files, port }));
    // Started by root it becomes a user of its own.
    for (const name of ['.', 'data']) chmodSync(at(name), 0o777);
  },
  command: (folder) => [findMosquitto() ?? 'mosquitto', '-c', path.join(folder, 'mosquitto.conf')],
  saysWhenListening: ' running',
};

export const brokerKinds = { embedded, mosquitto } as const;

export async function createKillableBroker(
  kind: Kind,
  secrets: { readonly devices: ReadonlyMap<string, string>; readonly ingestor: readonly [name: string, secret: string] },
): Promise<KillableBroker> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wachter-broker-'));
  const port = await freePort();
  const [name, secret] = secrets.ingestor;
  const devices = [...secrets.devices].map(([id, own]) => accountOf(id, own));
  kind.prepare(folder, port, await Promise.all([...devices, accountOf(name, secret, 'ingestor')]));
  let child: ChildProcess | null = null;
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    start: async () => {
      const [program, ...args] = kind.command(folder, port);
      child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      await untilSaid(child, kind.saysWhenListening);
    },
    kill,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function untilSaid(child: ChildProcess, text: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (piece: Buffer) => {
      said += piece.toString();
      if (said.includes(text)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the broker ended with ${code}: ${said}`)));
  });
}

async function accountOf(userName: string, secret: string, kind: 'device' | 'ingestor' = 'device'): Promise<BrokerAccount> {
  const rights = kind === 'ingestor' ? ingestorRights(['#']) : rightsOf('native', userName);
  const { publish, subscribe } = rights ?? { publish: [], subscribe: [] };
  const secretHash = await hashSecret(secret, nodeCrypto);
  const made = { createdAt: 0, createdBy: 'test', revokedAt: null };
  return { userName, secretHash, kind, dialect: kind === 'device' ? 'native' : null, publish, subscribe, ...made };
}
