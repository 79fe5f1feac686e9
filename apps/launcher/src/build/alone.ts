import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../lock.ts';

/** One builder at a time in a checkout, whatever the number of data folders. */
export async function alone<T>(root: string, name: string, work: () => Promise<T>): Promise<T> {
  const folder = path.join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const lock = takeLock(path.join(folder, `build-${name}.lock`));
    if (lock.kind === 'held') {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await sleep(500);
  }
}
