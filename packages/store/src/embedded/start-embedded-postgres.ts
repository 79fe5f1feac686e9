import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { type ClusterFolder, clusterFolder } from './cluster-folder.ts';
import { diagnose, isPortTaken, mayPassSoon } from './diagnose.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { freePort, isPortFree } from './free-port.ts';
import { hasCluster, initialiseCluster, superuser } from './initialise-cluster.ts';
import { installBinaries } from './install-binaries.ts';
import { isOwnedByAnother, ownState, readState, writeState } from './owner.ts';
import { findPostmaster, isRunning } from './postmaster.ts';
import { prepareDatabase } from './prepare-database.ts';
import { findServerAccount, type ServerAccount } from './server-account.ts';
import { serverSettings } from './settings.ts';
import { type Launch, spawnPostmaster, stopPostmaster, waitUntilReady } from './spawn-postmaster.ts';

export interface EmbeddedPostgres {
  /** Login of the application's role on its database. Holds the password: never log it. */
  readonly url: string;
  /** Login of the web process on the same database. Holds a password, too. */
  readonly webUrl: string;
  /** Login of the superuser, for tests and repairs. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Fast shutdown; resolves when the server has ended. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute. Made when missing; must belong to one Wachter. */
  readonly dataDir: string;
  /** Asked for: refused when taken. Left out: the port of last time, else a free one. */
  readonly port?: number | undefined;
  /** Of the web process' login; left out: a new one at every start. */
  readonly webPassword?: string | undefined;
  readonly log: Log;
  /** True: the server hands on every WAL file, a minute after its first entry at the latest, for the backups that `openBackups` keeps. */
  readonly isArchiving?: boolean | undefined;
  /** Server settings on top of ours; for tests (`fsync: 'off'`). */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

const crashGraceMs = 10_000;
const readyWithinMs = 120_000;

/**
 * Starts the embedded server, or adopts the one that an earlier, killed process left running on the same data.
 * Throws `EmbeddedPostgresError`, whose message is fit for people.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw diagnose(error instanceof Error ? error.message : String(error), { folder: options.dataDir, logFile: options.dataDir });
  }
}

async function start({
  dataDir,
  port,
  log,
  settings,
  isArchiving = false,
  webPassword = randomBytes(24).toString('base64url'),
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = findServerAccount();
  const binaries = installBinaries(account);
  const folder = clusterFolder(dataDir, account, randomUUID);
  if (!hasCluster(folder, binaries)) {
    log.info({ folder: folder.data, release: binaries.release, account: account?.name }, 'making the embedded database');
    initialiseCluster(folder, { binaries, account }, randomBytes(24).toString('base64url'));
  }
  const password = readFileSync(folder.passwordFile, 'utf8').trim();
  const server =
    (await adopt(folder, password, log)) ??
    (await launch(
      {
        folder,
        binaries,
        account,
        settings: { ...serverSettings(ownMemory()), ...(isArchiving ? archiving(folder, account) : {}), ...settings },
      },
      { port, password, log },
    ));
  writeState(folder.stateFile, ownState(server.port, server.pid));
  return {
    ...(await prepareDatabase({ port: server.port, password, webPassword })),
    adminUrl: `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/postgres`,
    ...server,
    stop: () => stopPostmaster(server.pid),
  };
}

/** An hour holds sixty files at the most; what nobody fetches stays, and fills the disk before it is lost. */
function archiving(folder: ClusterFolder, account: ServerAccount | null): Readonly<Record<string, string>> {
  mkdirSync(folder.walOut, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(folder.walOut, account.uid, account.gid);
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': folder.walOut,
    archive_timeout: '60s',
  };
}

/** Memory of the machine, or what our container may use of it. */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

interface Server {
  readonly pid: number;
  readonly port: number;
}

async function adopt(folder: ClusterFolder, password: string, log: Log): Promise<Server | null> {
  const running = findPostmaster(folder.data);
  if (running === null) return null;
  const state = readState(folder.stateFile);
  if (state !== null && isOwnedByAnother(state)) {
    throw new EmbeddedPostgresError(
      'in-use',
      `Another Wachter (process ${state.ownerPid}) uses the data folder ${folder.dataDir}: stop it first, or choose another data folder.`,
    );
  }
  const endsAt = performance.now() + readyWithinMs;
  const isUp = await waitUntilReady(
    { port: running.port, user: superuser, password },
    () => isRunning(running.pid) && performance.now() < endsAt,
  );
  if (!isUp) return null;
  log.info({ pid: running.pid, port: running.port }, 'adopted the embedded database that was still running');
  return running;
}

async function launch(
  how: Launch & { readonly folder: ClusterFolder },
  { port: asked, password, log }: { readonly port: number | undefined; readonly password: string; readonly log: Log },
): Promise<Server> {
  const { folder } = how;
  if (asked !== undefined && !(await isPortFree(asked))) {
    throw new EmbeddedPostgresError(
      'start-failed',
      `Port ${asked} of the embedded database is taken: free it, or choose another port.`,
    );
  }
  let preferred = asked ?? readState(folder.stateFile)?.port ?? null;
  const givesUpAt = performance.now() + crashGraceMs;
  for (;;) {
    const port = asked ?? (await freePort(preferred));
    const outcome = await spawnPostmaster(how, port, { user: superuser, password });
    if (outcome.ok) {
      log.info({ pid: outcome.pid, port }, 'the embedded database runs');
      return { pid: outcome.pid, port };
    }
    const isWorthWaiting = mayPassSoon(outcome.output) || (asked === undefined && isPortTaken(outcome.output));
    if (!isWorthWaiting || performance.now() > givesUpAt)
      throw diagnose(outcome.output, { folder: folder.data, logFile: folder.logFile });
    preferred = null;
    await sleep(250);
  }
}
