import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A server that runs on the data. Lines of postmaster.pid: process id, data folder, start time, port … */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux: a process that ended and was not collected yet is no longer alive, and another may have been given its number. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync('/proc/self/stat')) return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.includes('(postgres)') && !stat.includes(') Z ');
  } catch {
    return false;
  }
}

/** The server that holds the data folder now, null when none does. */
export function findPostmaster(data: string): Postmaster | null {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return Number.isFinite(pid) && Number.isFinite(port) && isPostgres(pid) ? { pid, port } : null;
}

export const isRunning = (pid: number): boolean => isPostgres(pid);
