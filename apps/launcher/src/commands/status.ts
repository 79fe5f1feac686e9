import { existsSync } from 'node:fs';
import { defineCommand } from '../command.ts';
import { freeMegabytes } from '../data-folder.ts';
import { processEnv, root } from '../env.ts';
import { exitCode } from '../refused.ts';
import { type RunningState, readState } from '../state-file.ts';
import { duration } from '../steps.ts';
import { dataFolder } from '../with-database.ts';

interface Inside {
  readonly heartbeatAgeMs: number | null;
  readonly isBrokerConnected: boolean;
  readonly lastReadingAgeMs: number | null;
  readonly readingsLastMinute: number;
  readonly openAlarms: number;
  readonly newDevices: number;
}

/** What the database knows; null when it does not answer. */
async function askDatabase(url: string): Promise<Inside | null> {
  try {
    const { openDatabase } = await import('../database.ts');
    const store = openDatabase(url);
    try {
      const [health, alarms, devices] = await Promise.all([
        store.live.health(),
        store.alarms.list({ isOpen: true, limit: 1000 }),
        store.site.devices(),
      ]);
      const age = (at: number | null) => (at === null ? null : Math.max(0, health.serverNow - at));
      return {
        heartbeatAgeMs: age(health.ingestAliveAt),
        isBrokerConnected: health.isBrokerConnected,
        lastReadingAgeMs: age(health.lastReadingAt),
        readingsLastMinute: health.readingsLastMinute,
        openAlarms: alarms.length,
        newDevices: devices.filter((device) => device.status === 'new').length,
      };
    } finally {
      await store.close();
    }
  } catch {
    return null;
  }
}

const ago = (ms: number | null): string => (ms === null ? 'never' : `${duration(ms)} ago`);

function lines(state: RunningState | null, inside: Inside | null, disk: string): readonly string[] {
  const running = state
    ? [
        `Wachter ${state.isReady ? 'runs' : 'is starting,'} since ${new Date(state.startedAt).toISOString().slice(0, 19)}Z (process ${state.pid})`,
        `  dashboard       ${state.dashboardUrl ?? '-'}`,
        `  broker          ${state.mqttPort ? `mqtt://127.0.0.1:${state.mqttPort}` : 'the one in MQTT_URL'}`,
        `  metrics         dashboard 127.0.0.1:${state.metrics.dashboard}, ingestor 127.0.0.1:${state.metrics.ingestor}`,
        ...state.processes.map(
          ({ name, pid, restarts }) =>
            `  ${name.padEnd(15)} ${pid ? `process ${pid}` : 'not running'}${restarts > 0 ? `, started again ${restarts} times` : ''}`,
        ),
      ]
    : ['Wachter is not running here.'];
  const data = inside
    ? [
        `  ingestor        heartbeat ${ago(inside.heartbeatAgeMs)}, broker ${inside.isBrokerConnected ? 'connected' : 'not connected'}`,
        `  last reading    ${ago(inside.lastReadingAgeMs)}, ${inside.readingsLastMinute} in the last minute`,
        `  open alarms     ${inside.openAlarms}`,
        `  new devices     ${inside.newDevices}`,
      ]
    : state
      ? ['  database        does not answer']
      : [];
  return [...running, ...data, `  disk            ${disk}`];
}

export const status = defineCommand({
  name: 'status',
  says: 'Says whether Wachter runs here, and how it is.',
  options: { json: { type: 'boolean', says: 'Prints one line of JSON.' } },
  notes: [
    `Exit code ${exitCode.ok}: it runs and its database answers. ${exitCode.notRunning}: it does not run. ${exitCode.failure}: it runs, but the database does not answer.`,
  ],
  run: async (call) => {
    const env = processEnv();
    const folder = dataFolder(env);
    const state = readState(folder);
    const url = env.DATABASE_URL ?? state?.databaseUrl;
    const inside = url ? await askDatabase(url) : null;
    const free = freeMegabytes(existsSync(folder.path) ? folder.path : root);
    const { databaseUrl: _, ...shown } = state ?? { databaseUrl: '' };
    if (call.flag('json')) console.log(JSON.stringify({ isRunning: state !== null, ...shown, inside, diskFreeMegabytes: free }));
    else console.log(lines(state, inside, `${free} MB free at ${folder.path}`).join('\n'));
    if (!state) return exitCode.notRunning;
    return inside ? exitCode.ok : exitCode.failure;
  },
});
