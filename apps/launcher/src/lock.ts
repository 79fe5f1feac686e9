import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { identify, isStillRunning, type ProcessIdentity } from './process-identity.ts';

const Holder = z.object({ pid: z.number().int(), begunAt: z.string(), boot: z.string() });

export type LockOutcome =
  | { readonly kind: 'held'; readonly release: () => void }
  | { readonly kind: 'taken'; readonly by: ProcessIdentity };

/** Who holds it, as written; null when nobody does or the file is not readable as a lock. */
export function readHolder(file: string): ProcessIdentity | null {
  try {
    const parsed = Holder.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Takes the lock, or says who has it. The file appears whole or not at all (written aside, then linked). A lock of a process
 * that is gone, of an earlier boot, or of another process with its number is set aside and taken.
 */
export function takeLock(file: string): LockOutcome {
  const me = identify(process.pid);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (linked(own, file)) return { kind: 'held', release: () => release(file) };
      const holder = readHolder(file);
      if (holder && isStillRunning(holder)) return { kind: 'taken', by: holder };
      setAside(file, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new Error(`the lock ${file} changes hands too fast`);
}

function linked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    // Disks without links (some network and USB file systems): exclusive creation is the next best.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    return created(own, file);
  }
}

function created(own: string, file: string): boolean {
  try {
    writeFileSync(file, readFileSync(own), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the stale lock away; when somebody took it in between, gives it back. */
function setAside(file: string, stale: ProcessIdentity | null): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && moved.pid !== stale?.pid && isStillRunning(moved)) linked(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string): void {
  const holder = readHolder(file);
  if (holder?.pid === process.pid) rmSync(file, { force: true });
}
