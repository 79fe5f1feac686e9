import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ClusterFolder } from './cluster-folder.ts';
import type { Binaries } from './install-binaries.ts';
import { findPostmaster, isRunning } from './postmaster.ts';
import { type ServerAccount, serverEnvironment } from './server-account.ts';

export interface Launch {
  readonly folder: Pick<ClusterFolder, 'data' | 'logFile'>;
  readonly binaries: Binaries;
  readonly account: ServerAccount | null;
  readonly settings: Readonly<Record<string, string>>;
}

export type LaunchOutcome = { readonly ok: true; readonly pid: number } | { readonly ok: false; readonly output: string };

const largestLogBytes = 10_000_000;

function openLog(file: string): { readonly fd: number; readonly offset: number } {
  if (existsSync(file) && statSync(file).size > largestLogBytes) renameSync(file, `${file}.1`);
  const fd = openSync(file, 'a', 0o600);
  return { fd, offset: statSync(file).size };
}

/** Resolves when the server answers a login, or refuses it for a reason that shows that it is up. */
export async function waitUntilReady(
  address: { readonly port: number; readonly user: string; readonly password: string },
  goesOn: () => boolean,
): Promise<boolean> {
  while (goesOn()) {
    const client = new pg.Client({ ...address, host: '127.0.0.1', database: 'postgres', connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      client.end().catch(() => {});
      await sleep(40);
    }
  }
  return false;
}

/**
 * Starts the server in a process group of its own, so that a Ctrl-C meant for us does not reach it first. Its standard error
 * goes to our log file; what it wrote since this start comes back when it gives up.
 */
export async function spawnPostmaster(
  launch: Launch,
  port: number,
  login: { readonly user: string; readonly password: string },
): Promise<LaunchOutcome> {
  const { folder, binaries, account } = launch;
  const log = openLog(folder.logFile);
  const settings = { ...launch.settings, port: String(port) };
  const child = spawn(
    binaries.postgres,
    ['-D', folder.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { cwd: '/', detached: true, stdio: ['ignore', log.fd, log.fd], env: serverEnvironment(), ...(account ?? {}) },
  );
  closeSync(log.fd);
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', () => {
    failure ??= '';
  });
  child.unref();
  const isUp = await waitUntilReady({ port, ...login }, () => failure === null);
  const holder = findPostmaster(folder.data);
  if (isUp && child.pid !== undefined && holder?.pid === child.pid) return { ok: true, pid: child.pid };
  const written = readFileSync(folder.logFile).subarray(log.offset).toString('utf8');
  return { ok: false, output: `${failure ?? ''}\n${written}` };
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. After `graceMs` the hard way. */
export async function stopPostmaster(pid: number, graceMs = 30_000): Promise<void> {
  const steps = [
    { signal: 'SIGINT', waitMs: graceMs },
    { signal: 'SIGQUIT', waitMs: 10_000 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ] as const;
  for (const { signal, waitMs } of steps) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < waitMs && isRunning(pid); waited += 20) await sleep(20);
  }
}
