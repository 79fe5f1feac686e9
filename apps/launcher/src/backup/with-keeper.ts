import type { BackupPlace } from '@wachter/store/embedded/backup/backup-place';
import { openBackups } from '@wachter/store/embedded/backup/backups';
import { processEnv } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { dataFolder, withDatabase } from '../with-database.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { backupFolders, backupKeyFile, keyIn } from './settings.ts';

/** Runs `work` on the backups of the Wachter that runs here. Refused with a database of one's own: whoever runs it backs it up. */
export async function withKeeper<T>(
  work: (at: { readonly keeper: Keeper; readonly places: readonly BackupPlace[] }) => Promise<T>,
): Promise<T> {
  const env = processEnv();
  if (env.DATABASE_URL !== undefined)
    throw new RefusedError(
      'This makes backups of the embedded database. One of your own is backed up by its own means, as pgBackRest.',
      exitCode.refused,
    );
  const folder = dataFolder(env);
  return withDatabase(async ({ store }) => {
    const { lookInto } = await import('./look-into.ts');
    const places = backupFolders(env, folder).map((place) => ({ folder: place }));
    const now = () => Date.now();
    const backups = openBackups({ dataFolder: folder.path, places, key: keyIn(backupKeyFile(folder)), now });
    const keeper = createKeeper({ backups, places, store, now, look: lookInto, tell: () => undefined });
    return work({ keeper, places });
  });
}
