import { chmod, chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServerAccount } from '../server-account.ts';
import {
  type BackupManifest,
  type BackupPlace,
  baseFolder,
  historiesIn,
  nameInBase,
  nameOfWal,
  walFile,
  walIn,
} from './backup-place.ts';
import { type BackupKey, openSealedFile, SealedFileError } from './sealed-file.ts';

export interface Restore {
  readonly place: BackupPlace;
  readonly manifest: BackupManifest;
  readonly key: BackupKey;
  /** PGDATA to be made: must not be there, or be empty. */
  readonly data: string;
  /** Who runs the server on it. */
  readonly account: ServerAccount | null;
  /** Up to this moment only (UTC, milliseconds); null: all that the WAL knows. */
  readonly until: number | null;
}

/** The WAL files from the beginning of the backup on, without a gap; what comes after a gap is of no use. */
export async function walSince(place: BackupPlace, { firstWal, lastWal }: BackupManifest): Promise<readonly string[]> {
  const timeline = firstWal.slice(0, 8);
  const names = (await walIn(place)).filter((name) => name >= firstWal && name.startsWith(timeline));
  const run: string[] = [];
  for (const name of names) {
    const expected = run.length === 0 ? firstWal : nextWal(run.at(-1) ?? '');
    if (name !== expected) break;
    run.push(name);
  }
  if ((run.at(-1) ?? '') < lastWal) throw new SealedFileError(`The WAL of backup ${firstWal} to ${lastWal} is not all there.`);
  return run;
}

/** The name after this one: 256 segments of 16 MB in a log. */
function nextWal(name: string): string {
  const number = BigInt(`0x${name.slice(8, 16)}`) * 256n + BigInt(`0x${name.slice(16)}`) + 1n;
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0');
  return `${name.slice(0, 8)}${hex(number / 256n)}${hex(number % 256n)}`;
}

/**
 * Makes a PGDATA out of a base backup and the WAL after it. A server that is started on it replays the WAL by itself and is then at the last moment that was
 * archived, or at `until`. Throws SealedFileError when a file is damaged, missing, or sealed with another key.
 */
export async function restoreInto({
  place,
  manifest,
  key,
  data,
  account,
  until,
}: Restore): Promise<{ readonly walFiles: number }> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  if ((await readdir(data)).length > 0) throw new Error(`${data} is not empty: a restore only goes into an empty folder.`);
  for (const folder of manifest.folders) await mkdir(path.join(data, folder), { recursive: true, mode: 0o700 });
  for (const file of manifest.files) {
    const source = path.join(baseFolder(place, manifest.id), 'files', file);
    await opened(source, path.join(data, file), { key, name: nameInBase(manifest.id, file) });
  }
  const names = await walSince(place, manifest);
  for (const name of names) await opened(walFile(place, name), path.join(data, 'pg_wal', name), { key, name: nameOfWal(name) });
  await mkdir(path.join(data, 'pg_wal/archive_status'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(data, 'backup_label'), manifest.label, { mode: 0o600 });
  for (const name of await historiesIn(place))
    await opened(walFile(place, name), path.join(data, 'pg_wal', name), { key, name: nameOfWal(name) });
  await writeFile(path.join(data, 'recovery.signal'), '', { mode: 0o600 });
  await writeFile(path.join(data, 'postgresql.auto.conf'), recoverySettings(until), { mode: 0o600, flag: 'a' });
  if (account !== null) await give(data, account);
  return { walFiles: names.length };
}

/**
 * All the WAL there is lies in pg_wal: none is fetched. The server begins a timeline of its own, so that its WAL never has the names of the one it came from, and
 * lets nobody in before it is through. Settings of an earlier restore are in the file, too: each is said again.
 */
const recoverySettings = (until: number | null): string =>
  [
    '',
    // A letter for the zone is not known yet when the server reads this.
    `recovery_target_time = '${until === null ? '' : new Date(until).toISOString().replace('Z', '+00')}'`,
    `recovery_target_action = 'promote'`,
    `restore_command = 'exit 1'`,
    'hot_standby = off',
    '',
  ].join('\n');

async function opened(source: string, target: string, how: { readonly key: BackupKey; readonly name: string }): Promise<void> {
  await openSealedFile(source, target, how).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new SealedFileError(`${how.name} is missing.`, { cause: error });
    throw error;
  });
}

async function give(place: string, account: ServerAccount): Promise<void> {
  await chown(place, account.uid, account.gid);
  for (const entry of await readdir(place, { withFileTypes: true })) {
    const inner = path.join(place, entry.name);
    if (entry.isDirectory()) await give(inner, account);
    else {
      await chown(inner, account.uid, account.gid);
      await chmod(inner, 0o600);
    }
  }
}
