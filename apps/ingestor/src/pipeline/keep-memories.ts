import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Instant } from '@wachter/core';
import type { Logger } from '../log.ts';

/**
 * Keeps what stateful dialects know of their senders (aliases of Sparkplug births, for one) over a restart. A convenience: without the file, or
 * with an older one, the senders introduce themselves again sooner or later, and their messages wait in quarantine until then.
 */
export interface MemoryKeeper {
  readonly load: () => ReadonlyMap<string, unknown>;
  /** Writes when something changed, at most every ten seconds, or now. */
  readonly keep: (memories: ReadonlyMap<string, unknown>, now?: boolean) => void;
}

const BETWEEN_MS = 10_000;
const FORMAT = 1;

interface Stored {
  readonly format: number;
  readonly memories: ReadonlyMap<string, unknown>;
}

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === FORMAT &&
  'memories' in value &&
  value.memories instanceof Map;

export function createMemoryKeeper(folder: string, { log, now }: { log: Logger; now: () => Instant }): MemoryKeeper {
  const file = path.join(folder, 'dialect-memories');
  let kept: ReadonlyMap<string, unknown> = new Map();
  let keptAt: Instant | null = null;
  return {
    load: () => {
      try {
        const stored: unknown = deserialize(readFileSync(file));
        if (isStored(stored)) kept = stored.memories;
      } catch (error) {
        log.debug({ error: String(error) }, 'no memories of dialects are kept');
      }
      return kept;
    },
    keep: (memories, isNow = false) => {
      const at = now();
      if (!isNow && keptAt !== null && at - keptAt < BETWEEN_MS) return;
      if ([...memories].every(([id, memory]) => kept.get(id) === memory)) return;
      keptAt = at;
      kept = memories;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.new`, serialize({ format: FORMAT, memories } satisfies Stored), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.warn({ error: String(error) }, 'the memories of the dialects could not be kept');
      }
    },
  };
}
