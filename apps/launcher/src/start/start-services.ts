import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { backupFolders, backupKeyFile } from '../backup/settings.ts';
import { anchorFileOf } from '../data-folder.ts';
import { commandContext, openDatabase } from '../database.ts';
import { root } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { secretIn, writePrivateFile } from '../secret-file.ts';
import { waitForPort } from '../wait-for-port.ts';
import {
  backupChild,
  brokerChild,
  type ChildSettings,
  dashboardChild,
  hasIngestor,
  hasSimulator,
  ingestorChild,
  simulatorChild,
  watcherChild,
} from './children.ts';
import { startDatabase } from './database.ts';
import { type Demo, ensureDemo } from './demo.ts';
import { ensureFirstAdministrator, type FirstLogin } from './first-administrator.ts';
import { ensureIngestorAccount, ingestorName } from './ingestor-account.ts';
import type { Starting } from './start-all.ts';
import { waitForHttp } from './wait-for-http.ts';

interface Prepared {
  readonly firstLogin: FirstLogin;
  readonly ingestorPasswordFile: string;
  readonly demo: Demo | null;
}

/** Database, accounts, broker, ingestor, simulator, dashboard. Needs the database client, so it is imported after that was made. */
export async function startServices(starting: Starting, dashboardBuilt: Promise<string | null>): Promise<FirstLogin> {
  const { env, folder, steps, shutdown, supervisor } = starting;
  const given = { url: env.DATABASE_URL, webUrl: env.WACHTER_WEB_DATABASE_URL };
  const { url: databaseUrl, webUrl } = await startDatabase(given, folder, { steps, shutdown });
  const databaseUrlFile = path.join(folder.secrets, 'database-url');
  writePrivateFile(databaseUrlFile, `${databaseUrl}\n`);
  starting.state.databaseRuns(databaseUrl);
  const prepared = await prepare(starting, databaseUrl);
  const settings: ChildSettings = { root, logLevel: env.WACHTER_LOG_LEVEL, databaseUrl, databaseUrlFile, webUrl };
  if (shutdown.signal.aborted) return prepared.firstLogin;
  shutdown.add('processes', () => supervisor.stop(6000));
  const mqttUrl = env.MQTT_URL ?? (await startBroker(starting, settings));
  startIngestor(starting, settings, { url: mqttUrl, prepared });
  const simControlFile = startSimulator(starting, settings, { url: mqttUrl, demo: prepared.demo });
  if (env.DATABASE_URL === undefined) startBackups(starting, settings);
  const build = await dashboardBuilt;
  if (build && !shutdown.signal.aborted) {
    await startDashboard(starting, settings, { build, simControlFile });
    startWatcher(starting, settings);
  }
  return prepared.firstLogin;
}

/** What must be in the database before anything runs on it. */
async function prepare({ folder, env, steps }: Starting, databaseUrl: string): Promise<Prepared> {
  const store = openDatabase(databaseUrl);
  try {
    const context = commandContext(store, 'start');
    const firstLogin = await ensureFirstAdministrator(context, folder.firstLogin);
    const ingestorPasswordFile = await ensureIngestorAccount(context, folder.secrets);
    const isDemo = env.WACHTER_DEMO === '1';
    const demo = isDemo
      ? await steps.step(
          'demo site',
          () => ensureDemo(context, { root, folder }),
          (made) => made?.says ?? 'no demo site in this checkout',
        )
      : null;
    return { firstLogin, ingestorPasswordFile, demo };
  } finally {
    await store.close();
  }
}

/** Key under which secrets of notification channels are sealed; made at the first start. Without it they must be typed in again. */
function secretKeyFile({ secrets }: Starting['folder']): string {
  const file = path.join(secrets, 'secret.key');
  secretIn(file);
  return file;
}

async function startBroker(
  { env, folder, ports, steps, shutdown, supervisor }: Starting,
  settings: ChildSettings,
): Promise<string> {
  await steps.step(
    'starting the broker',
    async () => {
      supervisor.start(brokerChild(settings, { folder: folder.broker, host: env.WACHTER_HOST, port: ports.mqtt }));
      const isUp = await waitForPort(ports.mqtt, '127.0.0.1', { withinMs: 30_000, signal: shutdown.signal });
      if (!isUp && !shutdown.signal.aborted)
        throw new RefusedError(
          `The broker does not listen on port ${ports.mqtt}. Read ${path.join(folder.logs, 'broker.log')}.`,
          exitCode.failure,
        );
    },
    () => `broker on ${env.WACHTER_HOST}:${ports.mqtt}`,
  );
  return `mqtt://127.0.0.1:${ports.mqtt}`;
}

function startIngestor(
  { env, folder, ports, supervisor, steps }: Starting,
  settings: ChildSettings,
  mqtt: { readonly url: string; readonly prepared: Prepared },
): void {
  if (!hasIngestor(root)) return;
  // A broker of one's own knows our account from the files of the command broker-files, unless MQTT_URL names another.
  const passwordFile = new URL(env.MQTT_URL ?? mqtt.url).username ? null : mqtt.prepared.ingestorPasswordFile;
  supervisor.start(
    ingestorChild(settings, {
      url: mqtt.url,
      userName: ingestorName,
      passwordFile,
      stateDir: folder.ingestor,
      metricsPort: ports.ingestorMetrics,
      // On a broker of our own nobody else can be the host application; on another one that is the owner's decision.
      sparkplugHost: env.MQTT_URL ? null : '1',
      secretKeyFile: secretKeyFile(folder),
      anchors: anchorFileOf(env, folder),
      syslog: env.WACHTER_AUDIT_SYSLOG,
      origin: env.WACHTER_ORIGIN ?? ports.dashboardUrl,
    }),
  );
  steps.say('  ✓ ingestor');
}

/** Starts the simulated devices of the demo; the file tells the dashboard where they take orders. */
function startSimulator(
  { folder, ports, supervisor, steps }: Starting,
  settings: ChildSettings,
  what: { readonly url: string; readonly demo: Demo | null },
): string | null {
  const { demo } = what;
  if (!demo || !hasSimulator(root)) return null;
  const { credentialsFile, controlTokenFile } = demo;
  const controlFile = path.join(folder.secrets, 'sim-control.json');
  const token = secretIn(controlTokenFile);
  writePrivateFile(controlFile, `${JSON.stringify({ url: `http://127.0.0.1:${ports.control}`, token })}\n`);
  supervisor.start(
    simulatorChild(settings, {
      url: what.url,
      credentialsFile,
      controlTokenFile,
      controlPort: ports.control,
      dataDir: folder.path,
    }),
  );
  steps.say('  ✓ simulated devices');
  return controlFile;
}

async function startDashboard(
  { env, folder, ports, steps, shutdown, supervisor }: Starting,
  settings: ChildSettings,
  made: { readonly build: string; readonly simControlFile: string | null },
): Promise<void> {
  const sessionSecretFile = path.join(folder.secrets, 'session-secret');
  secretIn(sessionSecretFile);
  const extra = {
    ...(made.simControlFile ? { WACHTER_SIM_CONTROL_FILE: made.simControlFile } : {}),
    ...(env.WACHTER_ORIGIN ? { WACHTER_ORIGIN: env.WACHTER_ORIGIN } : {}),
    ...(env.WACHTER_TRUST_PROXY ? { WACHTER_TRUST_PROXY: env.WACHTER_TRUST_PROXY } : {}),
    WACHTER_BROKER_URL: addressForDevices(env.MQTT_URL ?? `mqtt://${env.WACHTER_HOST}:${ports.mqtt}`),
    WACHTER_METRICS_PORT: String(ports.dashboardMetrics),
  };
  await steps.step(
    'starting the dashboard',
    async () => {
      supervisor.start(
        dashboardChild(settings, {
          host: env.WACHTER_HOST,
          port: ports.dashboard,
          sessionSecretFile,
          secretKeyFile: secretKeyFile(folder),
          build: made.build,
          extra,
        }),
      );
      const log = path.join(folder.logs, 'dashboard.log');
      await Promise.race([
        waitForHttp(`${ports.dashboardUrl}/login`, { withinMs: 60_000, signal: shutdown.signal, log }),
        stopped(shutdown.signal),
      ]);
    },
    () => `dashboard on ${ports.dashboardUrl}`,
  );
}

function startBackups({ env, folder, steps, supervisor }: Starting, settings: ChildSettings): void {
  const places = backupFolders(env, folder);
  secretIn(backupKeyFile(folder));
  supervisor.start(backupChild(settings, { dataFolder: folder.path, places, keyFile: backupKeyFile(folder) }));
  const isElsewhere = env.WACHTER_BACKUP_PLACES !== undefined;
  steps.say(`  ✓ backups${isElsewhere ? '' : ', on this disk only: name two places elsewhere in WACHTER_BACKUP_PLACES'}`);
}

function startWatcher({ folder, ports, steps, supervisor, shutdown }: Starting, settings: ChildSettings): void {
  if (shutdown.signal.aborted) return;
  const file = path.join(folder.path, 'watcher.yaml');
  const settingsFile = existsSync(file) ? file : null;
  supervisor.start(watcherChild(settings, { dashboardUrl: ports.dashboardUrl, stateDir: folder.path, settingsFile }));
  steps.say(`  ✓ watcher${settingsFile ? '' : ', which tells nobody yet: npm run wachter -- watch --help'}`);
}

async function stopped(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await sleep(200);
}

/** The broker as people type it into a device: without anybody's login. */
const addressForDevices = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};
