import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clusterFolder } from '../cluster-folder.ts';
import { superuser } from '../initialise-cluster.ts';
import { installBinaries } from '../install-binaries.ts';
import { findPostmaster } from '../postmaster.ts';
import { findServerAccount } from '../server-account.ts';
import { type BackupManifest, type BackupPlace, baseFolder, basesIn } from './backup-place.ts';
import { forgetOld } from './forget-old.ts';
import { moveWal, type WalMove } from './move-wal.ts';
import { restoreInto, walSince } from './restore.ts';
import { type BackupKey, openSealedFile, sealFile } from './sealed-file.ts';
import { finishBase, type TakenBase, takeBase } from './take-base.ts';
import { type RestoredFacts, verifyRestore } from './verify-restore.ts';

export interface BackupSettings {
  /** Data folder of the product; the embedded database lies in its `postgres`. */
  readonly dataFolder: string;
  readonly places: readonly BackupPlace[];
  readonly key: BackupKey;
  readonly now: () => number;
}

export interface BaseOutcome {
  readonly id: string;
  readonly bytes: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Folders of the places that have it. */
  readonly places: readonly string[];
  readonly problems: ReadonlyMap<string, string>;
}

export interface Backups {
  /** Hands on what the server archived; cheap when there is nothing. */
  readonly moveWal: () => Promise<WalMove>;
  /** A base backup into every place. Throws when none took it, with the reasons. */
  readonly takeBase: () => Promise<BaseOutcome>;
  readonly newest: (place: BackupPlace) => Promise<BackupManifest | null>;
  readonly verify: <T>(
    place: BackupPlace,
    look: (url: string) => Promise<T>,
  ) => Promise<RestoredFacts & { readonly found: T; readonly id: string }>;
  readonly forgetOld: () => Promise<void>;
}

/** Of the data folder beside the database: what a new machine needs to go on. The key of the backups itself is never in them. */
const kept = ['secrets', 'broker', 'watcher.yaml', 'audit-anchors.jsonl'];
const keyFile = 'secrets/backup.key';
const nameInFolder = (id: string, file: string) => `folder/${id}/${file}`;

/** Backups of the embedded database of a data folder. The server must run with `isArchiving`. */
export function openBackups({ dataFolder, places, key, now }: BackupSettings): Backups {
  const folder = clusterFolder(path.join(dataFolder, 'postgres'), findServerAccount(), randomUUID);
  const password = () => readFileSync(folder.passwordFile, 'utf8').trim();
  const move = () => moveWal(folder.walOut, places, key);

  const newest = async (place: BackupPlace) => (await basesIn(place)).at(-1) ?? null;
  return {
    moveWal: move,
    newest,
    takeBase: async () => {
      const server = findPostmaster(folder.data);
      if (server === null) throw new Error('The embedded database does not run.');
      const adminUrl = `postgresql://${superuser}:${encodeURIComponent(password())}@127.0.0.1:${server.port}/postgres`;
      const { major } = installBinaries(findServerAccount());
      const { taken, problems: refused } = await takeBase({ adminUrl, data: folder.data, major, places, key, now });
      for (const { place, manifest } of taken) await keepFolder(place, manifest.id, { dataFolder, key, password: password() });
      const problems = new Map(refused);
      // Its WAL is archived; a backup is one when the place has that, too.
      await move();
      const whole: TakenBase[] = [];
      for (const one of taken) {
        await walSince(one.place, one.manifest).then(
          () => whole.push(one),
          (error: Error) => problems.set(one.place.folder, error.message),
        );
      }
      await finishBase(whole);
      const [first] = whole;
      if (!first) throw new Error([...problems].map(([folder, why]) => `${folder}: ${why}`).join('; '));
      const { id, bytes, startedAt, endedAt } = first.manifest;
      return { id, bytes, startedAt, endedAt, places: whole.map((one) => one.place.folder), problems };
    },
    verify: async (place, look) => {
      const manifest = await newest(place);
      if (manifest === null) throw new Error(`There is no backup in ${place.folder}.`);
      const facts = await verifyRestore(
        { place, manifest, key, password: password(), scratch: path.join(dataFolder, 'backup-scratch') },
        look,
      );
      return { ...facts, id: manifest.id };
    },
    forgetOld: async () => {
      for (const place of places) await forgetOld(place, now());
    },
  };
}

async function filesBelow(root: string, below: string): Promise<readonly string[]> {
  const at = path.join(root, below);
  if (!existsSync(at)) return [];
  const entries = await readdir(at, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [below];
  const inner = await Promise.all(
    entries.filter((entry) => entry.isDirectory() || entry.isFile()).map((entry) => filesBelow(root, `${below}/${entry.name}`)),
  );
  return inner.flat();
}

async function keepFolder(
  place: BackupPlace,
  id: string,
  { dataFolder, key, password }: { readonly dataFolder: string; readonly key: BackupKey; readonly password: string },
): Promise<void> {
  const files = (await Promise.all(kept.map((name) => filesBelow(dataFolder, name)))).flat().filter((file) => file !== keyFile);
  for (const file of files) {
    const target = path.join(baseFolder(place, id), 'folder', file);
    await sealFile(path.join(dataFolder, file), target, { key, name: nameInFolder(id, file) });
  }
  // The password of the superuser goes with the cluster that knows it.
  const passwordFile = path.join(dataFolder, 'postgres/password');
  await sealFile(passwordFile, path.join(baseFolder(place, id), 'folder/postgres/password'), {
    key,
    name: nameInFolder(id, 'postgres/password'),
  });
  if (password === '') throw new Error(`${passwordFile} is empty.`);
}

/**
 * Makes a data folder out of a backup, ready for `npm start`: the database as it was at the last moment that was archived, or at `until` (UTC, milliseconds), with
 * secrets and settings. `dataFolder` must not be there yet. Throws SealedFileError when a file is damaged or the key is another.
 */
export async function restoreDataFolder({
  place,
  manifest,
  key,
  dataFolder,
  until,
}: {
  readonly place: BackupPlace;
  readonly manifest: BackupManifest;
  readonly key: BackupKey;
  readonly dataFolder: string;
  readonly until: number | null;
}): Promise<{ readonly walFiles: number }> {
  if (existsSync(dataFolder)) throw new Error(`${dataFolder} is there already: a restore only makes a new folder.`);
  await mkdir(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const source = path.join(baseFolder(place, manifest.id), 'folder');
  for (const file of await filesBelow(source, '.')) {
    const name = file.replace(/^\.\//, '');
    await openSealedFile(path.join(source, name), path.join(dataFolder, name), { key, name: nameInFolder(manifest.id, name) });
  }
  await writeFile(path.join(dataFolder, 'wachter.json'), `${JSON.stringify({ format: 1 })}\n`, { mode: 0o600 });
  const account = findServerAccount();
  const folder = clusterFolder(path.join(dataFolder, 'postgres'), account, randomUUID);
  return restoreInto({ place, manifest, key, data: folder.data, account, until });
}
