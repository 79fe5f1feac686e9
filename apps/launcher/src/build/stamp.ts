import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Is what lies beside the stamp made of exactly these sources? */
export const isFresh = (stampFile: string, print: string): boolean =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === print;

/** Written after the work, never before: an interrupted build leaves none. */
export const writeStamp = (stampFile: string, print: string): void => writeFileSync(stampFile, `${print}\n`);
