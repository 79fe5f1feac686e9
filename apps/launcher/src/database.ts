import type { Context } from '@wachter/services/context';
import { makeNewId } from '@wachter/services/new-id';
import type { Store } from '@wachter/services/ports/store';
import { type Log, openStore, silentLog } from '@wachter/store';
import { nodeCrypto } from '@wachter/store/node-crypto';

/** The storage ports on this database. Imported late by the commands, because the database client may have to be made first. */
export const openDatabase = (url: string, applicationName = 'wachter command', log: Log = silentLog): Store =>
  openStore({ url, applicationName, poolSize: 3, statementTimeoutMs: 30_000, log });

/** The verbs' first argument, for the machine's own command line: whoever may run it owns the machine. */
export function commandContext(store: Store, name = 'command line'): Context {
  const now = () => Date.now();
  return {
    store,
    now,
    newId: makeNewId(now, nodeCrypto.randomBytes),
    crypto: nodeCrypto,
    // Channels are set up where people see what they do: in the dashboard.
    channels: new Map(),
    seal: null,
    hashPassword: async (password) => {
      const { hash } = await import('@node-rs/argon2');
      // argon2id, 19 MiB, 2 passes: OWASP password storage cheat sheet.
      return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    },
    actor: { kind: 'system', name },
    source: 'command',
  };
}
