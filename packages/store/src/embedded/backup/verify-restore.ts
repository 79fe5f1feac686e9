import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../free-port.ts';
import { superuser } from '../initialise-cluster.ts';
import { installBinaries } from '../install-binaries.ts';
import { findPostmaster } from '../postmaster.ts';
import { findServerAccount } from '../server-account.ts';
import { serverSettings } from '../settings.ts';
import { spawnPostmaster, stopPostmaster } from '../spawn-postmaster.ts';
import { systemFolder } from '../system-folder.ts';
import type { BackupManifest, BackupPlace } from './backup-place.ts';
import { restoreInto } from './restore.ts';
import type { BackupKey } from './sealed-file.ts';

/** What was found in a backup that was restored into a server of its own. */
export interface RestoredFacts {
  readonly rows: Readonly<Record<string, number>>;
  /** Observed time of the newest reading, milliseconds UTC; null without readings. */
  readonly newestReadingAt: number | null;
  readonly walFiles: number;
}

export interface VerifyRestore {
  readonly place: BackupPlace;
  readonly manifest: BackupManifest;
  readonly key: BackupKey;
  /** Password of the superuser when the backup was taken. */
  readonly password: string;
  /** Where files of the scratch server's log may be written. */
  readonly scratch: string;
}

const counted = ['site', 'equipment', 'point', 'rule', 'alarm', 'journal', 'audit', 'reading'];
const smallMemory = 2_048 * 1_048_576;

/**
 * Restores the backup into a scratch cluster, starts a server on it, looks into it, asks `look` what else there is to know, and takes it away again. Throws with
 * the reason when any step fails: only a backup that went through this is one.
 */
export async function verifyRestore<T>(
  { place, manifest, key, password, scratch }: VerifyRestore,
  look: (url: string) => Promise<T>,
): Promise<RestoredFacts & { readonly found: T }> {
  const account = findServerAccount();
  const binaries = installBinaries(account);
  if (binaries.major !== manifest.major)
    throw new Error(
      `The backup was written by PostgreSQL ${manifest.major}, and this Wachter brings PostgreSQL ${binaries.major}.`,
    );
  const above = account === null ? scratch : systemFolder();
  const mine = `restore-${createHash('sha256').update(scratch).digest('hex').slice(0, 12)}-`;
  const own = path.join(above, `${mine}${randomBytes(6).toString('hex')}`);
  const folder = { data: path.join(own, 'data'), logFile: path.join(scratch, 'restore.log') };
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  await sweep(above, mine);
  mkdirSync(own, { recursive: true, mode: 0o711 });
  try {
    const { walFiles } = await restoreInto({ place, manifest, key, data: folder.data, account, until: null });
    const port = await freePort(null);
    const settings = { ...serverSettings(smallMemory), archive_mode: 'off', fsync: 'off' };
    const server = await spawnPostmaster({ folder, binaries, account, settings }, port, { user: superuser, password });
    if (!server.ok)
      throw new Error(`The restored server does not start: ${server.output.trim().split('\n').slice(-3).join(' ')}`);
    try {
      const url = `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/wachter`;
      return { ...(await factsOf(url)), walFiles, found: await look(url) };
    } finally {
      await stopPostmaster(server.pid);
    }
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Ends and takes away what a process that was killed in the middle left behind. */
async function sweep(above: string, mine: string): Promise<void> {
  for (const name of readdirSync(above).filter((one) => one.startsWith(mine))) {
    const server = findPostmaster(path.join(above, name, 'data'));
    if (server) await stopPostmaster(server.pid);
    rmSync(path.join(above, name), { recursive: true, force: true });
  }
}

async function factsOf(url: string): Promise<Omit<RestoredFacts, 'walFiles'>> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rows: Record<string, number> = {};
    for (const table of counted) {
      const { rows: found } = await client.query<{ n: string }>(`SELECT count(*)::text AS n FROM "${table}"`);
      rows[table] = Number(found[0]?.n ?? 0);
    }
    const { rows: newest } = await client.query<{ at: string | null }>(
      `SELECT (extract(epoch FROM max(observed_at)) * 1000)::text AS at FROM reading`,
    );
    const at = newest[0]?.at ?? null;
    return { rows, newestReadingAt: at === null ? null : Math.round(Number(at)) };
  } finally {
    await client.end();
  }
}
