import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DataFolder } from './data-folder.ts';
import { readHolder } from './lock.ts';
import { isStillRunning } from './process-identity.ts';
import { writePrivateFile } from './secret-file.ts';

/** What a running Wachter tells the other commands. Private: it names the database with its password. */
export const RunningState = z.object({
  pid: z.number().int(),
  startedAt: z.number(),
  isReady: z.boolean(),
  dashboardUrl: z.string().nullable(),
  /** Null when a broker of one's own is used. */
  mqttPort: z.number().nullable(),
  /** Loopback ports of /metrics. */
  metrics: z.object({ dashboard: z.number(), ingestor: z.number() }),
  databaseUrl: z.string(),
  processes: z.array(z.object({ name: z.string(), pid: z.number().nullable(), restarts: z.number() })),
});
export type RunningState = z.infer<typeof RunningState>;

export const writeState = (folder: DataFolder, state: RunningState): void =>
  writePrivateFile(folder.state, `${JSON.stringify(state)}\n`);

/** Null when nothing runs on this data folder, whatever a killed process left behind. */
export function readState(folder: DataFolder): RunningState | null {
  const holder = readHolder(folder.lock);
  if (!holder || !isStillRunning(holder) || !existsSync(folder.state)) return null;
  try {
    const parsed = RunningState.safeParse(JSON.parse(readFileSync(folder.state, 'utf8')));
    return parsed.success && parsed.data.pid === holder.pid ? parsed.data : null;
  } catch {
    return null;
  }
}
