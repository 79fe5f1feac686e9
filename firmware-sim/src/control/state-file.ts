import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const RunningSimulator = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  tokenFile: z.string(),
  /** Host and port of its broker. */
  broker: z.string(),
});

/** Where a running simulator listens. No secret: the token lies in a file of its own. */
export type RunningSimulator = z.infer<typeof RunningSimulator>;

export function writeStateFile(file: string, running: RunningSimulator): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(running)}\n`, { mode: 0o600 });
}

/** Removes the file, unless another simulator has put its own there since. */
export function removeStateFile(file: string, pid: number): void {
  if (readStateFile(file)?.pid === pid) rmSync(file, { force: true });
}

/** Null when there is none, it cannot be understood, or the process it names is gone. */
export function readStateFile(file: string): RunningSimulator | null {
  try {
    const parsed = RunningSimulator.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return null;
    process.kill(parsed.data.pid, 0);
    return parsed.data;
  } catch {
    return null;
  }
}
