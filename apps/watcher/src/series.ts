import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const most = 1_000;

const Entry = z.object({
  at: z.number(),
  raisedMs: z.number().nullable(),
  clearedMs: z.number().nullable(),
  failure: z.string().nullable(),
});
export type Entry = z.output<typeof Entry>;

/** The rounds kept in this file, oldest first; none when it is missing or damaged: it is a record, not a state. */
export function readSeries(file: string): readonly Entry[] {
  try {
    return z.array(Entry).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

/** Adds a round and keeps the last 1,000; the file is written whole or not at all. */
export function keepRound(file: string, entry: Entry): void {
  const kept = [...readSeries(file), entry].slice(-most);
  writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The series as lines: time, delay to the alarm, delay to its end, or why there is none. */
export const seriesLines = (series: readonly Entry[]): readonly string[] =>
  series.map(({ at, raisedMs, clearedMs, failure }) => {
    const time = new Date(at).toISOString();
    return failure === null ? `${time}  raised ${raisedMs} ms  cleared ${clearedMs} ms` : `${time}  ${failure}`;
  });
