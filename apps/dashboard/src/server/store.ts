import { channels } from '@wachter/channels';
import type { Services } from '@wachter/services/context';
import { makeNewId } from '@wachter/services/new-id';
import type { SecretSeal } from '@wachter/services/ports/crypto';
import type { Store } from '@wachter/services/ports/store';
import { nodeCrypto, sealFromFile } from '@wachter/store/node-crypto';
import { openStore } from '@wachter/store/prisma/open-store';
import { env, log } from './log.ts';
import { once } from './once.ts';
import { hashPassword } from './passwords.ts';

export const storeOptions = () => ({
  url: env().databaseUrl,
  applicationName: 'wachter-dashboard',
  poolSize: 8,
  statementTimeoutMs: 10_000,
  log: log(),
});

/** The one store of this process. */
export const store = (): Store => once('store', () => openStore(storeOptions()));

const now = () => Date.now();

const sealOf = (file: string | undefined): SecretSeal | null => (file === undefined ? null : sealFromFile(file));

/** What verbs are given, without an actor. */
export const services = (): Services =>
  once('services', () => ({
    store: store(),
    now,
    newId: makeNewId(now, nodeCrypto.randomBytes),
    crypto: nodeCrypto,
    channels,
    seal: sealOf(env().secretKeyFile),
    hashPassword,
  }));
