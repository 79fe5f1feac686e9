import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a run leaves behind until it is undone, the last first. */
export interface Scratch {
  /** A folder of its own below the system's temporary one, open to the account that the database runs as. */
  readonly folder: string;
  readonly atEnd: (undo: () => Promise<void> | void) => void;
  /** Undoes everything since the mark, and forgets it. */
  readonly undo: (mark?: number) => Promise<void>;
  readonly mark: () => number;
}

export function createScratch(say: (line: string) => void): Scratch {
  const folder = mkdtempSync(path.join(tmpdir(), 'wachter-bench-'));
  chmodSync(folder, 0o755);
  const undos: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  return {
    folder,
    atEnd: (undo) => undos.push(undo),
    mark: () => undos.length,
    undo: async (mark = 0) => {
      while (undos.length > mark) {
        try {
          await undos.pop()?.();
        } catch (error) {
          say(`  could not clean up: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
  };
}
