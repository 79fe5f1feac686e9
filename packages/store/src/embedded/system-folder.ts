import { lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Ours alone: a folder somebody else could have prepared is never trusted with programs or data. */
const isOurs = (folder: string): boolean => {
  const stats = lstatSync(folder);
  return stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0;
};

/** A folder outside the checkout that other accounts can enter: /var/lib/wachter, else one below the system's temp folder. */
export function systemFolder(): string {
  for (const folder of ['/var/lib/wachter', path.join(os.tmpdir(), `wachter-${process.getuid?.() ?? 'user'}`)]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (isOurs(folder)) return folder;
    } catch {
      // not writable here: the next one
    }
  }
  throw new EmbeddedPostgresError(
    'start-failed',
    'The embedded database found no folder that its user can reach: make /var/lib/wachter writable, or set DATABASE_URL to a server of your own.',
  );
}
