import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Delivery } from '../mqtt/delivery.ts';

/**
 * Remembers over the death of the process which message was being decoded. A message that kills the process is delivered again to the next
 * one, and would kill that too. After an unclean end every message is named in a file before it is decoded and crossed out
 * after; a name that stands there at the next start belongs to a message that has killed twice and is put away unread.
 */
export interface InWork {
  /** True when this message must not be decoded. */
  readonly isDeadly: (delivery: Delivery) => boolean;
  /** Runs `work` with the message named; costs nothing unless the last end was unclean. */
  readonly during: (delivery: Delivery, work: () => void) => void;
  /** A clean end. */
  readonly end: () => void;
}

export const carefree: InWork = { isDeadly: () => false, during: (_, work) => work(), end: () => undefined };

/** What waits at the broker at a start is at most this much; after it care ends. */
const CAREFUL_MESSAGES = 50_000;
const NAME_LENGTH = 40;

const nameOf = ({ topic, payload }: Delivery): string =>
  createHash('sha1').update(topic).update('\n').update(payload).digest('hex');

/** Keeps its marks in `folder`, which is this ingestor's own. */
export function createInWork(folder: string): InWork {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const markFile = path.join(folder, 'in-work');
  const deadlyFile = path.join(folder, 'deadly');
  const wasUnclean = existsSync(markFile);
  const deadly = new Set(read(deadlyFile));
  for (const name of read(markFile)) deadly.add(name);
  if (deadly.size > 0) writeFileSync(deadlyFile, [...deadly].slice(-100).join('\n'), { mode: 0o600 });
  writeFileSync(markFile, '', { mode: 0o600 });
  const mark = openSync(markFile, 'r+');
  let careful = wasUnclean ? CAREFUL_MESSAGES : 0;
  return {
    isDeadly: (delivery) => deadly.size > 0 && deadly.has(nameOf(delivery)),
    during: (delivery, work) => {
      if (careful === 0) return work();
      careful -= 1;
      writeSync(mark, nameOf(delivery), 0);
      work();
      writeSync(mark, ' '.repeat(NAME_LENGTH), 0);
    },
    end: () => {
      closeSync(mark);
      rmSync(markFile, { force: true });
    },
  };
}

const read = (file: string): readonly string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.length === NAME_LENGTH)
    : [];
