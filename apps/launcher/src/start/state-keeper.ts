import type { DataFolder } from '../data-folder.ts';
import type { LauncherEnv } from '../env.ts';
import { type RunningState, writeState } from '../state-file.ts';
import type { Child } from '../supervise/supervisor.ts';
import type { Ports } from './ports.ts';

/** Keeps the state file true from the moment the database runs until the end. */
export interface StateKeeper {
  readonly databaseRuns: (url: string) => void;
  readonly isReady: () => void;
  /** A process began or ended. */
  readonly changed: () => void;
}

export interface StateKeeperDeps {
  readonly folder: DataFolder;
  readonly env: LauncherEnv;
  readonly ports: Ports;
  readonly children: () => readonly Child[];
  readonly now: () => number;
}

export function createStateKeeper({ folder, env, ports, children, now }: StateKeeperDeps): StateKeeper {
  const startedAt = now();
  let databaseUrl: string | null = null;
  let isReady = false;
  const changed = () => {
    if (databaseUrl === null) return;
    const state: RunningState = {
      pid: process.pid,
      startedAt,
      isReady,
      dashboardUrl: ports.dashboardUrl,
      mqttPort: env.MQTT_URL ? null : ports.mqtt,
      metrics: { dashboard: ports.dashboardMetrics, ingestor: ports.ingestorMetrics },
      databaseUrl,
      processes: children().map((child) => ({ name: child.name, pid: child.pid(), restarts: child.restarts() })),
    };
    try {
      writeState(folder, state);
    } catch {
      // The disk is full; what is written there is good enough.
    }
  };
  return {
    changed,
    databaseRuns: (url) => {
      databaseUrl = url;
      changed();
    },
    isReady: () => {
      isReady = true;
      changed();
    },
  };
}
