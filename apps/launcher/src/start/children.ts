import { existsSync } from 'node:fs';
import path from 'node:path';
import { nextScript } from '../build/dashboard.ts';
import { inheritedEnv } from '../env.ts';
import type { ChildSpec } from '../supervise/supervisor.ts';

export interface ChildSettings {
  readonly root: string;
  readonly logLevel: string;
  /** File with the database's address and password. */
  readonly databaseUrlFile: string;
  readonly databaseUrl: string;
  /** The database by the login of the web process. */
  readonly webUrl: string;
}

const production = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };

const common = (settings: ChildSettings): Readonly<Record<string, string>> => ({
  ...inheritedEnv(),
  ...production,
  WACHTER_LOG_LEVEL: settings.logLevel,
  DATABASE_URL: settings.databaseUrl,
  WACHTER_DATABASE_URL_FILE: settings.databaseUrlFile,
});

/** For a process that has no business with the owner's login. */
const withoutOwner = ({ DATABASE_URL: _, WACHTER_DATABASE_URL_FILE: __, ...rest }: Readonly<Record<string, string>>) => rest;

export const tsScript = (root: string, script: string): readonly string[] => ['--import', 'tsx', path.join(root, script)];

export const brokerChild = (
  settings: ChildSettings,
  broker: { readonly folder: string; readonly host: string; readonly port: number },
): ChildSpec => ({
  name: 'broker',
  args: tsScript(settings.root, 'apps/launcher/src/broker/main.ts'),
  cwd: settings.root,
  env: {
    ...common(settings),
    WACHTER_BROKER_DIR: broker.folder,
    WACHTER_HOST: broker.host,
    MQTT_PORT: String(broker.port),
  },
});

export const ingestorChild = (
  settings: ChildSettings,
  mqtt: {
    readonly url: string;
    readonly userName: string;
    readonly passwordFile: string | null;
    readonly stateDir: string;
    readonly metricsPort: number;
    /** Id under which edge nodes are asked for their names; null where another host application may be the first. */
    readonly sparkplugHost: string | null;
    readonly secretKeyFile: string;
    /** File of heads of the audit trail. */
    readonly anchors: string;
    readonly syslog: string | undefined;
    /** Where people reach the dashboard. */
    readonly origin: string;
  },
): ChildSpec => ({
  name: 'ingestor',
  args: tsScript(settings.root, 'apps/ingestor/src/main.ts'),
  cwd: settings.root,
  env: {
    ...common(settings),
    MQTT_URL: mqtt.url,
    ...(mqtt.passwordFile ? { MQTT_USERNAME: mqtt.userName, MQTT_PASSWORD_FILE: mqtt.passwordFile } : {}),
    WACHTER_MQTT_CLIENT_ID: mqtt.userName,
    WACHTER_STATE_DIR: mqtt.stateDir,
    WACHTER_SECRET_KEY_FILE: mqtt.secretKeyFile,
    WACHTER_AUDIT_ANCHORS: mqtt.anchors,
    ...(mqtt.syslog ? { WACHTER_AUDIT_SYSLOG: mqtt.syslog } : {}),
    WACHTER_ORIGIN: mqtt.origin,
    ...(mqtt.sparkplugHost ? { WACHTER_SPARKPLUG_HOST: mqtt.sparkplugHost } : {}),
    WACHTER_METRICS_PORT: String(mqtt.metricsPort),
  },
});

export const backupChild = (
  settings: ChildSettings,
  keep: { readonly dataFolder: string; readonly places: readonly string[]; readonly keyFile: string },
): ChildSpec => ({
  name: 'backups',
  args: tsScript(settings.root, 'apps/launcher/src/backup/main.ts'),
  cwd: settings.root,
  env: {
    ...common(settings),
    WACHTER_DATA_DIR: keep.dataFolder,
    WACHTER_BACKUP_PLACES: keep.places.join(path.delimiter),
    WACHTER_BACKUP_KEY_FILE: keep.keyFile,
  },
});

export const dashboardChild = (
  settings: ChildSettings,
  web: {
    readonly host: string;
    readonly port: number;
    readonly sessionSecretFile: string;
    readonly secretKeyFile: string;
    /** Folder of the finished build. */
    readonly build: string;
    readonly extra: Readonly<Record<string, string>>;
  },
): ChildSpec => ({
  name: 'dashboard',
  args: [nextScript(settings.root), 'start', '-H', web.host, '-p', String(web.port)],
  cwd: path.join(settings.root, 'apps/dashboard'),
  env: {
    ...withoutOwner(common(settings)),
    ...web.extra,
    DATABASE_URL: settings.webUrl,
    PORT: String(web.port),
    WACHTER_SESSION_SECRET_FILE: web.sessionSecretFile,
    WACHTER_SECRET_KEY_FILE: web.secretKeyFile,
    WACHTER_DASHBOARD_BUILD: path.relative(path.join(settings.root, 'apps/dashboard'), web.build),
  },
});

/** The watcher beside the rest; the one that counts runs on another machine. `settingsFile` null: it prints only. */
export const watcherChild = (
  settings: ChildSettings,
  watch: { readonly dashboardUrl: string; readonly stateDir: string; readonly settingsFile: string | null },
): ChildSpec => ({
  name: 'watcher',
  args: tsScript(settings.root, 'apps/watcher/src/main.ts'),
  cwd: settings.root,
  env: {
    ...common(settings),
    WACHTER_WATCHER_DASHBOARD: watch.dashboardUrl,
    WACHTER_STATE_DIR: watch.stateDir,
    ...(watch.settingsFile ? { WACHTER_WATCHER_FILE: watch.settingsFile } : {}),
  },
});

export interface SimulatorSettings {
  readonly url: string;
  readonly credentialsFile: string;
  readonly controlPort: number;
  readonly controlTokenFile: string;
  readonly dataDir: string;
}

export const simulatorChild = (settings: ChildSettings, sim: SimulatorSettings): ChildSpec => {
  // It is the world outside: it knows nothing of the database.
  const env = withoutOwner(common(settings));
  const control = ['--control-port', String(sim.controlPort), '--control-token-file', sim.controlTokenFile];
  return {
    name: 'simulator',
    args: [
      ...tsScript(settings.root, 'firmware-sim/src/main.ts'),
      ...['--url', sim.url, '--credentials', sim.credentialsFile],
      ...control,
    ],
    cwd: settings.root,
    env: { ...env, WACHTER_DATA_DIR: sim.dataDir },
  };
};

export const hasIngestor = (root: string): boolean => existsSync(path.join(root, 'apps/ingestor/src/main.ts'));
export const hasSimulator = (root: string): boolean => existsSync(path.join(root, 'firmware-sim/src/main.ts'));
