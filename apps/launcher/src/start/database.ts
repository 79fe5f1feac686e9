import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from '@wachter/store/embedded/start-embedded-postgres';
import { migrate } from '@wachter/store/prisma/migrate';
import type { DataFolder } from '../data-folder.ts';
import type { Steps } from '../steps.ts';
import { keepDatabase } from './keep-database.ts';
import type { Shutdown } from './shutdown.ts';

/** The address of a database that runs and is up to date: the one named in the environment, else the embedded one. */
export async function startDatabase(
  given: string | undefined,
  folder: DataFolder,
  with_: { readonly steps: Steps; readonly shutdown: Shutdown },
): Promise<string> {
  const { steps, shutdown } = with_;
  const url = given ?? (await startEmbedded(folder, steps, shutdown));
  await steps.step(
    'migrations',
    () => migrate(url),
    (applied) => (applied.length > 0 ? `migrations applied: ${applied.length}` : 'database is up to date'),
  );
  return url;
}

async function startEmbedded(folder: DataFolder, steps: Steps, shutdown: Shutdown): Promise<string> {
  const log = fileLog(path.join(folder.logs, 'postgres-launch.log'));
  const launch = (port?: number) => startEmbeddedPostgres({ dataDir: folder.postgres, log, port });
  const server = await steps.step(
    'starting PostgreSQL',
    () => launch(),
    ({ port }) => `PostgreSQL on 127.0.0.1:${port}`,
  );
  const kept = keepDatabase(server, { startAgain: () => launch(server.port), print: steps.say });
  shutdown.add('PostgreSQL', kept.stop);
  return server.url;
}

/** A log of its own for what the store says while it makes, adopts or starts the server. */
function fileLog(file: string) {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void stream.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields, msg: message })}\n`);
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
