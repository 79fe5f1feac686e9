import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type BackupManifest, type BackupPlace, baseFolder, manifestFile, nameInBase, preparePlace } from './backup-place.ts';
import { type BackupKey, sealFile, syncFolder } from './sealed-file.ts';

/** They wait for the disk together. */
const filesAtOnce = 16;

/** Contents that a server makes anew, or that must not come from another one (PostgreSQL, "Making a base backup using the low level API"). */
const leftOut = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const isLeftOut = (name: string): boolean =>
  name === 'postmaster.pid' ||
  name === 'postmaster.opts' ||
  name === 'pg_internal.init' ||
  name.startsWith('pgsql_tmp') ||
  name === 'backup_label';

interface Tree {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const gone = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

async function treeOf(root: string, below = ''): Promise<Tree> {
  const files: string[] = [];
  const folders: string[] = [];
  const entries = await readdir(path.join(root, below), { withFileTypes: true }).catch(gone);
  for (const entry of entries ?? []) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (isLeftOut(entry.name)) continue;
    if (!entry.isDirectory()) files.push(name);
    else {
      folders.push(name);
      const inner = leftOut.has(name) ? { files: [], folders: [] } : await treeOf(root, name);
      files.push(...inner.files);
      folders.push(...inner.folders);
    }
  }
  return { files, folders };
}

export interface BaseBackup {
  /** Login of the superuser. */
  readonly adminUrl: string;
  /** PGDATA of the running server. */
  readonly data: string;
  readonly major: number;
  readonly places: readonly BackupPlace[];
  readonly key: BackupKey;
  readonly now: () => number;
}

export interface TakenBase {
  readonly place: BackupPlace;
  readonly manifest: BackupManifest;
}

/**
 * Copies the running cluster into every place, while it goes on. A copy is consistent together with the WAL up to its `lastWal`, which the server has archived when
 * this resolves; a place has the backup when its manifest is there, which `finishBase` writes once the WAL is. Throws with the reason when no place took it.
 */
export async function takeBase({ adminUrl, data, major, places, key, now }: BaseBackup): Promise<{
  readonly taken: readonly TakenBase[];
  /** Why a place did not take it, by its folder. */
  readonly problems: ReadonlyMap<string, string>;
}> {
  const startedAt = now();
  const id = new Date(startedAt).toISOString().replace(/[:.]/g, '-');
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'wachter backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const started = await client.query<{ wal: string }>('SELECT pg_walfile_name(pg_backup_start($1, true)) AS wal', [
      `wachter ${id}`,
    ]);
    const tree = await treeOf(data);
    const copies: { readonly place: BackupPlace; readonly files: readonly string[]; readonly bytes: number }[] = [];
    const problems = new Map<string, string>();
    for (const place of places) {
      const copy = await copyInto(place, { id, data, files: tree.files, key }).catch((error: Error) => error);
      if (copy instanceof Error) problems.set(place.folder, copy.message);
      else copies.push({ place, ...copy });
    }
    const stopped = await client.query<{ label: string; wal: string }>(
      'SELECT labelfile AS label, pg_walfile_name(lsn) AS wal FROM pg_backup_stop(true)',
    );
    if (copies.length === 0) throw new Error([...problems].map(([folder, why]) => `${folder}: ${why}`).join('; '));
    const wal = { firstWal: started.rows[0]?.wal ?? '', lastWal: stopped.rows[0]?.wal ?? '' };
    const all = { format: 1 as const, id, major, startedAt, endedAt: now(), ...wal, label: stopped.rows[0]?.label ?? '' };
    const taken = copies.map(({ place, ...copy }) => ({
      place,
      manifest: { ...all, ...copy, folders: [...tree.folders], files: [...copy.files] },
    }));
    return { taken, problems };
  } finally {
    await client.end();
  }
}

interface Copying {
  readonly id: string;
  readonly data: string;
  readonly files: readonly string[];
  readonly key: BackupKey;
}

/** Bytes of the file; null when it went away meanwhile: then the WAL takes it away, too. */
async function copyFile(place: BackupPlace, file: string, { id, data, key }: Omit<Copying, 'files'>): Promise<number | null> {
  const source = path.join(data, file);
  const found = await stat(source).catch(gone);
  if (!found) return null;
  const target = path.join(baseFolder(place, id), 'files', file);
  const sealed = await sealFile(source, target, { key, name: nameInBase(id, file) }).then(() => true, gone);
  return sealed ? found.size : null;
}

async function copyInto(
  place: BackupPlace,
  { id, data, files, key }: Copying,
): Promise<{ readonly files: readonly string[]; readonly bytes: number }> {
  await preparePlace(place);
  const copied: string[] = [];
  let bytes = 0;
  try {
    for (let from = 0; from < files.length; from += filesAtOnce) {
      const sizes = await Promise.all(
        files.slice(from, from + filesAtOnce).map((file) => copyFile(place, file, { id, data, key })),
      );
      for (const [index, size] of sizes.entries()) {
        if (size === null) continue;
        copied.push(files[from + index] ?? '');
        bytes += size;
      }
    }
    const folders = new Set(copied.map((file) => path.dirname(path.join(baseFolder(place, id), 'files', file))));
    for (const folder of folders) await syncFolder(folder);
    return { files: copied, bytes };
  } catch (error) {
    await rm(baseFolder(place, id), { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Declares the backup finished where it was taken. */
export async function finishBase(taken: readonly TakenBase[]): Promise<void> {
  for (const { place, manifest } of taken) {
    const file = manifestFile(place, manifest.id);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, JSON.stringify(manifest), { mode: 0o600 });
    const handle = await open(`${file}.part`, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(`${file}.part`, file);
  }
}
