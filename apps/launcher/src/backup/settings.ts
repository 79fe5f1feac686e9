import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BackupKey, backupKey } from '@wachter/store/embedded/backup/sealed-file';
import type { DataFolder } from '../data-folder.ts';
import { exitCode, RefusedError } from '../refused.ts';

/** The folders that keep backups: those that were named, else one in the data folder. */
export function backupFolders(
  env: { readonly WACHTER_BACKUP_PLACES?: string | undefined },
  folder: DataFolder,
): readonly string[] {
  const named = env.WACHTER_BACKUP_PLACES?.split(path.delimiter).filter((one) => one.trim() !== '') ?? [];
  return named.length > 0 ? [...new Set(named.map((one) => path.resolve(one)))] : [folder.backups];
}

export const backupKeyFile = (folder: DataFolder): string => path.join(folder.secrets, 'backup.key');

/** The key in this file. Refused when there is none: without it no backup can be read. */
export function keyIn(file: string): BackupKey {
  try {
    return backupKey(readFileSync(file, 'utf8').trim());
  } catch {
    throw new RefusedError(
      `There is no key of backups in ${file}. It lay in secrets/backup.key of the data folder: put your copy there, or name it with --key.`,
      exitCode.refused,
    );
  }
}
