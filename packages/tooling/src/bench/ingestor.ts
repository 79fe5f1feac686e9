import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Broker, freePort } from './broker.ts';
import { type Child, script, startChild } from './child.ts';
import { waitUntil } from './measure.ts';
import type { Scratch } from './scratch.ts';

/** The real ingestor process, watched through its own metrics. */
export interface Ingestor {
  readonly pid: number;
  /** Totals since its start: readings that storage said are new, messages, transactions, and CPU seconds. */
  readonly totals: () => Promise<Totals>;
  readonly end: () => Promise<void>;
}

export interface Totals {
  readonly stored: number;
  readonly messages: number;
  readonly commits: number;
  readonly cpuSeconds: number;
}

export async function startIngestor(
  scratch: Scratch,
  { broker, databaseUrl, profile }: { readonly broker: Broker; readonly databaseUrl: string; readonly profile: string | null },
): Promise<Ingestor> {
  const port = await freePort();
  const passwordFile = path.join(scratch.folder, `ingestor-${port}`);
  writeFileSync(passwordFile, broker.passwordOf('wachter-ingestor'), { mode: 0o600 });
  const child = startChild(scratch, {
    name: 'ingestor',
    args: script('apps/ingestor/src/main.ts', profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
    env: {
      DATABASE_URL: databaseUrl,
      MQTT_URL: broker.url,
      MQTT_USERNAME: 'wachter-ingestor',
      MQTT_PASSWORD_FILE: passwordFile,
      WACHTER_METRICS_PORT: String(port),
      WACHTER_LOG_LEVEL: 'warn',
    },
  });
  const read = () => readMetrics(port, child);
  await waitUntil('the ingestor to listen', async () => (await read().catch(() => null))?.('wachter_listening') === 1, {
    withinMs: 60_000,
  });
  return {
    pid: child.pid,
    end: child.end,
    totals: async () => {
      const value = await read();
      return {
        stored: value('wachter_readings_stored_total'),
        messages: value('wachter_messages_total'),
        commits: value('wachter_commits_total'),
        cpuSeconds: value('process_cpu_seconds_total'),
      };
    },
  };
}

async function readMetrics(port: number, child: Child): Promise<(name: string) => number> {
  if (child.hasEnded()) throw new Error(`The ingestor has ended: ${child.said().slice(-2_000)}`);
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}
