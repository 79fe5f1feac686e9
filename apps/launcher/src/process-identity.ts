import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be confused with a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own words; empty where the system does not say. */
  readonly begunAt: string;
  /** Which boot of the machine; empty where unknown. */
  readonly boot: string;
}

const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/** Ticks since boot on Linux (field 22 of /proc/PID/stat, after the name in parentheses); `ps` elsewhere; null = no such process. */
function begunAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux') return null;
  }
  if (!isAlive(pid)) return null;
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Null when there is no such process now. */
export function identify(pid: number): ProcessIdentity | null {
  const begun = begunAt(pid);
  return begun === null ? null : { pid, begunAt: begun, boot: bootId() };
}

/** Is the process of which this was written down still the one that runs? */
export function isStillRunning(known: ProcessIdentity): boolean {
  const now = identify(known.pid);
  return now !== null && now.begunAt === known.begunAt && now.boot === known.boot;
}
