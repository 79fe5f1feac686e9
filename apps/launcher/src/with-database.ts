import path from 'node:path';
import type { Context } from '@wachter/services/context';
import { ensurePrismaClient } from './build/prisma-client.ts';
import { type DataFolder, placesIn } from './data-folder.ts';
import { type LauncherEnv, processEnv, root } from './env.ts';
import { exitCode, RefusedError } from './refused.ts';
import { readState } from './state-file.ts';
import { createSteps } from './steps.ts';

export const dataFolderPath = (env: LauncherEnv): string =>
  path.resolve(env.WACHTER_CALLED_FROM ?? root, env.WACHTER_DATA_DIR ?? path.join(root, '.wachter'));

export const dataFolder = (env: LauncherEnv): DataFolder => placesIn(dataFolderPath(env));

/** A file named on the command line, sought where the person stands. */
export const fileNamed = (env: LauncherEnv, name: string): string => path.resolve(env.WACHTER_CALLED_FROM ?? root, name);

/** The database of DATABASE_URL, else the one of the Wachter that runs here; refused (4) when none does. */
export function databaseUrl(env: LauncherEnv): string {
  const url = env.DATABASE_URL ?? readState(dataFolder(env))?.databaseUrl;
  if (url) return url;
  throw new RefusedError(
    'Wachter is not running here. Start it with npm start, or set DATABASE_URL to its database.',
    exitCode.notRunning,
  );
}

/** Runs `work` with the verbs' context and closes the connections after it. */
export async function withDatabase<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const url = databaseUrl(processEnv());
  await ensurePrismaClient({ root, steps: createSteps((line) => console.error(line)), signal: new AbortController().signal });
  const { commandContext, openDatabase } = await import('./database.ts');
  const store = openDatabase(url);
  try {
    return await work(commandContext(store));
  } finally {
    await store.close();
  }
}
