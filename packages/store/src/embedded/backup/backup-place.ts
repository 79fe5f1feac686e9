import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A folder that keeps backups: `base/<id>/` with `manifest.json` and `files/`, and `wal/`. */
export interface BackupPlace {
  readonly folder: string;
}

/** What one base backup holds. Written last: a folder without it is not a backup. Times in milliseconds UTC, bytes before compression. */
export interface BackupManifest {
  readonly format: 1;
  readonly id: string;
  /** Release of PostgreSQL that wrote the files, by its major number. */
  readonly major: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** First and last WAL file that the files need to be consistent. */
  readonly firstWal: string;
  readonly lastWal: string;
  /** `backup_label` of PostgreSQL. */
  readonly label: string;
  readonly bytes: number;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const isNames = (value: unknown): boolean =>
  // A name that leads out of the folder is nothing we wrote.
  Array.isArray(value) &&
  value.every((name) => typeof name === 'string' && !path.isAbsolute(name) && !name.split(/[\\/]/).includes('..'));

function isManifest(value: unknown): value is BackupManifest {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const are = (type: string, ...names: readonly string[]) => names.every((name) => typeof fields[name] === type);
  return (
    fields['format'] === 1 &&
    are('string', 'id', 'firstWal', 'lastWal', 'label') &&
    are('number', 'major', 'startedAt', 'endedAt', 'bytes') &&
    isNames(fields['files']) &&
    isNames(fields['folders'])
  );
}

/** 24 hexadecimal digits: timeline, log, segment. */
export const isWalName = (name: string): boolean => /^[0-9A-F]{24}$/.test(name);

export const baseFolder = ({ folder }: BackupPlace, id: string): string => path.join(folder, 'base', id);
export const manifestFile = (place: BackupPlace, id: string): string => path.join(baseFolder(place, id), 'manifest.json');
export const walFolder = ({ folder }: BackupPlace): string => path.join(folder, 'wal');
export const walFile = (place: BackupPlace, name: string): string => path.join(walFolder(place), `${name}.sealed`);
/** What a file of a base backup is bound to. */
export const nameInBase = (id: string, file: string): string => `base/${id}/${file}`;
export const nameOfWal = (name: string): string => `wal/${name}`;

const sortedNames = async (folder: string): Promise<readonly string[]> =>
  (
    await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    })
  ).toSorted();

/** The WAL files of a place, the first first; what was only asked for while a base was taken (`.backup`, `.history`) is beside the point. */
export const walIn = async (place: BackupPlace): Promise<readonly string[]> =>
  (await sortedNames(walFolder(place))).flatMap((file) => {
    const name = file.replace(/\.sealed$/, '');
    return name !== file && isWalName(name) ? [name] : [];
  });

/** The histories of timelines of a place: a server that begins a new one must know those that were taken. */
export const historiesIn = async (place: BackupPlace): Promise<readonly string[]> =>
  (await sortedNames(walFolder(place))).flatMap((file) =>
    file.endsWith('.history.sealed') ? [file.replace(/\.sealed$/, '')] : [],
  );

/** The finished base backups of a place, the oldest first. A manifest that cannot be read is no backup. */
export async function basesIn(place: BackupPlace): Promise<readonly BackupManifest[]> {
  const found: BackupManifest[] = [];
  for (const id of await sortedNames(path.join(place.folder, 'base'))) {
    const text = await readFile(manifestFile(place, id), 'utf8').catch(() => null);
    const manifest = text === null ? null : jsonOf(text);
    if (isManifest(manifest) && manifest.id === id) found.push(manifest);
  }
  return found.toSorted((a, b) => a.endedAt - b.endedAt);
}

/** Makes the folders, for us alone. Throws where the place is not there or cannot be written to. */
export async function preparePlace(place: BackupPlace): Promise<void> {
  await mkdir(path.join(place.folder, 'base'), { recursive: true, mode: 0o700 });
  await mkdir(walFolder(place), { recursive: true, mode: 0o700 });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
