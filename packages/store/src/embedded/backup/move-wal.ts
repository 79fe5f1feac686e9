import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type BackupPlace, isWalName, nameOfWal, preparePlace, walFile, walFolder } from './backup-place.ts';
import { type BackupKey, sealFile, syncFolder } from './sealed-file.ts';

export interface WalMove {
  /** Files that every place has now, and that are gone from here. */
  readonly moved: number;
  /** Files that wait because a place did not take them. */
  readonly waiting: number;
  /** Why, by the folder of the place. */
  readonly problems: ReadonlyMap<string, string>;
}

/**
 * Puts the WAL files that the server has archived into every place. A file stays here until all places have it, so that one that was away gets what it
 * missed: nothing is ever dropped for want of a place.
 */
export async function moveWal(from: string, places: readonly BackupPlace[], key: BackupKey): Promise<WalMove> {
  const names = (await readdir(from)).filter((name) => isWalName(name) || name.endsWith('.history')).toSorted();
  const problems = new Map<string, string>();
  let moved = 0;
  for (const place of places) {
    await preparePlace(place).catch((error: Error) => problems.set(place.folder, error.message));
  }
  for (const name of names) {
    for (const place of places) {
      if (problems.has(place.folder)) continue;
      const target = walFile(place, name);
      if (existsSync(target)) continue;
      await sealFile(path.join(from, name), target, { key, name: nameOfWal(name) })
        .then(() => syncFolder(walFolder(place)))
        .catch((error: Error) => problems.set(place.folder, error.message));
    }
    if (problems.size > 0) continue;
    await rm(path.join(from, name), { force: true });
    moved += 1;
  }
  return { moved, waiting: names.length - moved, problems };
}
