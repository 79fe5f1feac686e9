import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type BackupPlace, isWalName, nameOfWal, preparePlace, walFile, walFolder } from './backup-place.ts';
import { type BackupKey, openSealedFile, SealedFileError, sealFile, syncFolder } from './sealed-file.ts';

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
  const found = await readdir(from);
  const names = found.filter((name) => isWalName(name) || name.endsWith('.history')).toSorted();
  // What a base backup says of itself stands in its manifest; the last piece of an older timeline is where it came from.
  for (const name of found.filter((one) => /\.(backup|partial)$/.test(one))) await rm(path.join(from, name), { force: true });
  const problems = new Map<string, string>();
  let moved = 0;
  for (const place of places) {
    await preparePlace(place).catch((error: Error) => problems.set(place.folder, error.message));
  }
  for (const name of names) {
    for (const place of places) {
      if (problems.has(place.folder)) continue;
      await handOver(path.join(from, name), place, { key, name }).catch((error: Error) =>
        problems.set(place.folder, error.message),
      );
    }
    if (problems.size > 0) continue;
    await rm(path.join(from, name), { force: true });
    moved += 1;
  }
  return { moved, waiting: names.length - moved, problems };
}

/** What is there already was handed over by a process that died before it took the file away; anything else under this name is not touched. */
async function handOver(source: string, place: BackupPlace, { key, name }: { readonly key: BackupKey; readonly name: string }) {
  const target = walFile(place, name);
  const how = { key, name: nameOfWal(name) };
  if (!existsSync(target)) {
    await sealFile(source, target, how);
    await syncFolder(walFolder(place));
    return;
  }
  const opened = `${source}.compared`;
  try {
    await openSealedFile(target, opened, how);
    if ((await readFile(source)).equals(await readFile(opened))) return;
  } catch (error) {
    if (!(error instanceof SealedFileError)) throw error;
  } finally {
    await rm(opened, { force: true });
  }
  throw new Error(
    `There is another log file ${name} here already: this place keeps the backups of another database. Name one of its own.`,
  );
}
