import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseLogins } from '@wachter/store/embedded/prepare-database';
import { startEmbeddedPostgres } from '@wachter/store/embedded/start-embedded-postgres';
import { migrate } from '@wachter/store/prisma/migrate';
import type { DataFolder } from '../data-folder.ts';
import { RefusedError } from '../refused.ts';
import { secretIn } from '../secret-file.ts';
import type { Steps } from '../steps.ts';
import { keepDatabase } from './keep-database.ts';
import type { Shutdown } from './shutdown.ts';

/** The logins of a database that runs and is up to date: the one named in the environment, else the embedded one. Without a login for the web process it gets the owner's. */
export async function startDatabase(
  given: { readonly url: string | undefined; readonly webUrl: string | undefined },
  folder: DataFolder,
  with_: { readonly steps: Steps; readonly shutdown: Shutdown },
): Promise<DatabaseLogins> {
  const { steps, shutdown } = with_;
  const logins = given.url ? { url: given.url, webUrl: given.webUrl ?? given.url } : await startEmbedded(folder, steps, shutdown);
  await steps.step(
    'migrations',
    () => migrate(logins.url),
    (applied) => (applied.length > 0 ? `migrations applied: ${applied.length}` : 'database is up to date'),
  );
  return logins;
}

/**
 * A database that ran before and is not there any more must not be replaced by an empty one in silence: everybody would believe that
 * nothing had been measured.
 */
export function refuseIfGone(folder: DataFolder): void {
  const hasRun = existsSync(path.join(folder.postgres, 'state.json'));
  const location = path.join(folder.postgres, 'location');
  const cluster = existsSync(location) ? readFileSync(location, 'utf8').trim() : path.join(folder.postgres, 'cluster');
  if (!hasRun || existsSync(path.join(cluster, 'data/PG_VERSION'))) return;
  throw new RefusedError(
    `The database of ${folder.path} (${cluster}) is gone. Restore the data folder from a backup, or choose an empty one with WACHTER_DATA_DIR.`,
  );
}

async function startEmbedded(folder: DataFolder, steps: Steps, shutdown: Shutdown): Promise<DatabaseLogins> {
  refuseIfGone(folder);
  const log = fileLog(path.join(folder.logs, 'postgres-launch.log'));
  const webPassword = secretIn(path.join(folder.secrets, 'web-database-password'));
  const launch = (port?: number) =>
    startEmbeddedPostgres({ dataDir: folder.postgres, log, port, webPassword, isArchiving: true });
  const server = await steps.step(
    'starting PostgreSQL',
    () => launch(),
    ({ port }) => `PostgreSQL on 127.0.0.1:${port}`,
  );
  const kept = keepDatabase(server, { startAgain: () => launch(server.port), print: steps.say });
  shutdown.add('PostgreSQL', kept.stop);
  return server;
}

/** A log of its own for what the store says while it makes, adopts or starts the server. */
function fileLog(file: string) {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void stream.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields, msg: message })}\n`);
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
