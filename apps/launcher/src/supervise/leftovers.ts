import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHolder } from '../lock.ts';
import { identify, isStillRunning, type ProcessIdentity } from '../process-identity.ts';

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.pid`);

/** Writes down a child of ours, so that a later start can recognise it when we are killed. */
export function rememberProcess(folder: string, name: string, pid: number): void {
  const identity = identify(pid);
  if (identity) writeFileSync(fileOf(folder, name), JSON.stringify(identity), { mode: 0o600 });
}

export const forgetProcess = (folder: string, name: string): void => rmSync(fileOf(folder, name), { force: true });

/** Ends a process of ours and its group: asks, waits, then kills. True when it is gone. */
export async function endProcess(known: ProcessIdentity, graceMs: number): Promise<boolean> {
  signal(known, 'SIGTERM');
  const endsAt = performance.now() + graceMs;
  while (isStillRunning(known) && performance.now() < endsAt) await sleep(50);
  if (!isStillRunning(known)) return true;
  signal(known, 'SIGKILL');
  const gone = performance.now() + 2000;
  while (isStillRunning(known) && performance.now() < gone) await sleep(20);
  return !isStillRunning(known);
}

/** Children lead a group of their own, so what they started ends with them. */
export function signal(known: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isStillRunning(known)) return;
  try {
    process.kill(process.platform === 'win32' ? known.pid : -known.pid, name);
  } catch {
    try {
      process.kill(known.pid, name);
    } catch {
      // It ended in between.
    }
  }
}

/** Ends what an earlier, killed launcher left running. Names of those found. */
export async function endLeftovers(folder: string, graceMs = 5000): Promise<readonly string[]> {
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.pid'))
    .flatMap((file) => {
      const known = readHolder(path.join(folder, file));
      return [{ name: file.slice(0, -4), known }];
    });
  const running = found.flatMap(({ name, known }) => (known && isStillRunning(known) ? [{ name, known }] : []));
  await Promise.all(running.map(({ known }) => endProcess(known, graceMs)));
  for (const { name } of found) forgetProcess(folder, name);
  return running.map(({ name }) => name);
}
