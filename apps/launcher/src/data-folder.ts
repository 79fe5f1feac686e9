import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { RefusedError } from './refused.ts';

/** Places inside the data folder; nothing else is written there by the launcher. */
export interface DataFolder {
  readonly path: string;
  readonly lock: string;
  readonly state: string;
  readonly logs: string;
  readonly run: string;
  readonly secrets: string;
  readonly postgres: string;
  readonly broker: string;
  readonly ingestor: string;
  readonly firstLogin: string;
  /** Heads of the audit trail, one line an hour. */
  readonly anchors: string;
  /** Backups, where no other place was named. */
  readonly backups: string;
}

export const minimumFreeMegabytes = 300;
const format = 1;
const markerName = 'wachter.json';

export const placesIn = (folder: string): DataFolder => ({
  path: folder,
  lock: path.join(folder, 'lock'),
  state: path.join(folder, 'run/state.json'),
  logs: path.join(folder, 'log'),
  run: path.join(folder, 'run'),
  secrets: path.join(folder, 'secrets'),
  postgres: path.join(folder, 'postgres'),
  broker: path.join(folder, 'broker'),
  ingestor: path.join(folder, 'ingestor'),
  firstLogin: path.join(folder, 'first-login'),
  anchors: path.join(folder, 'audit-anchors.jsonl'),
  backups: path.join(folder, 'backups'),
});

/** Where heads of the audit trail are kept: the file that was named, else one in the data folder. */
export const anchorFileOf = (env: { readonly WACHTER_AUDIT_ANCHORS?: string | undefined }, folder: DataFolder): string =>
  env.WACHTER_AUDIT_ANCHORS === undefined ? folder.anchors : path.resolve(env.WACHTER_AUDIT_ANCHORS);

/**
 * Makes or opens the data folder, for us alone. Refuses a folder that is something else, of a newer format, not writable, or on a
 * disk that is nearly full. As root others may pass through (0711), since PostgreSQL refuses to run as root and keeps its own folder inside.
 */
export function openDataFolder(folder: string, isRoot: boolean = process.getuid?.() === 0): DataFolder {
  const places = placesIn(folder);
  make(folder);
  checkIsOurs(folder);
  if (process.platform !== 'win32') chmodSync(folder, isRoot ? 0o711 : 0o700);
  checkSpace(folder, freeMegabytes(folder));
  for (const inner of [places.logs, places.run, places.secrets, places.ingestor])
    mkdirSync(inner, { recursive: true, mode: 0o700 });
  const marker = path.join(folder, markerName);
  if (!existsSync(marker)) writeFileSync(marker, `${JSON.stringify({ format })}\n`, { mode: 0o600 });
  return places;
}

function make(folder: string): void {
  const notWritable = `The data folder ${folder} is not writable for you. Change its owner, or choose another folder with WACHTER_DATA_DIR.`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory())
      throw new RefusedError(`${folder} is not a folder. Choose another with WACHTER_DATA_DIR.`);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new RefusedError(`${folder} is a file, not a folder. Choose another place with WACHTER_DATA_DIR.`);
    // Node answers ENOENT when a folder above cannot be written to because its disk is read only.
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') throw new RefusedError(notWritable);
    throw error;
  }
}

function checkIsOurs(folder: string): void {
  const marker = path.join(folder, markerName);
  if (!existsSync(marker)) {
    const others = readdirSync(folder).filter((name) => name !== 'lock' && !name.startsWith('lock.'));
    if (others.length > 0)
      throw new RefusedError(
        `${folder} holds other things (${others[0]}) and no data of Wachter. Choose an empty folder with WACHTER_DATA_DIR.`,
      );
    return;
  }
  const found = formatOf(marker);
  if (found === null)
    throw new RefusedError(
      `The data folder ${folder} is damaged: ${markerName} cannot be read. Restore the folder from a backup, or move it aside to begin anew.`,
    );
  if (found > format)
    throw new RefusedError(
      `The data folder ${folder} was written by a newer Wachter. Start that version, or choose another folder with WACHTER_DATA_DIR.`,
    );
}

function formatOf(marker: string): number | null {
  try {
    const value: unknown = JSON.parse(readFileSync(marker, 'utf8'));
    return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number'
      ? value.format
      : null;
  } catch {
    return null;
  }
}

export function freeMegabytes(folder: string): number {
  const disk = statfsSync(folder);
  return Math.floor((disk.bavail * disk.bsize) / 1_048_576);
}

export function checkSpace(folder: string, free: number): void {
  if (free < minimumFreeMegabytes)
    throw new RefusedError(
      `The disk of ${folder} has ${free} MB free and Wachter needs at least ${minimumFreeMegabytes} MB. Free some space, or choose another disk with WACHTER_DATA_DIR.`,
    );
}
