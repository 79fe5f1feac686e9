import { ensureDashboard, ensurePrismaClient, hasDashboard } from '../build/build.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { type LauncherEnv, root } from '../env.ts';
import { takeLock } from '../lock.ts';
import { identify } from '../process-identity.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { type RunningState, readState, writeState } from '../state-file.ts';
import { duration, type Steps } from '../steps.ts';
import { endLeftovers } from '../supervise/leftovers.ts';
import { createSupervisor, type Supervisor } from '../supervise/supervisor.ts';
import { dataFolderPath } from '../with-database.ts';
import type { FirstLogin } from './first-administrator.ts';
import { type Ports, pickPorts } from './ports.ts';
import type { Shutdown } from './shutdown.ts';

export interface Starting {
  readonly env: LauncherEnv;
  readonly folder: DataFolder;
  readonly ports: Ports;
  readonly steps: Steps;
  readonly shutdown: Shutdown;
  readonly supervisor: Supervisor;
}

/** Starts everything in order and returns when the dashboard answers. What it started is undone by `shutdown`. */
export async function startAll(env: LauncherEnv, how: { readonly steps: Steps; readonly shutdown: Shutdown }): Promise<void> {
  const begunAt = performance.now();
  const { steps, shutdown } = how;
  const folder = openDataFolder(dataFolderPath(env));
  lock(folder, shutdown);
  steps.say(`Wachter, data in ${folder.path}`);
  const leftovers = await endLeftovers(folder.run);
  if (leftovers.length > 0) steps.say(`  ✓ ended what an earlier run left: ${leftovers.join(', ')}`);
  const ports = await pickPorts(env, steps);
  const supervisor = createSupervisor({ logs: folder.logs, run: folder.run, print: steps.say });
  shutdown.addKill(supervisor.kill);
  const starting: Starting = { env, folder, ports, steps, shutdown, supervisor };
  const build = { root, steps, signal: shutdown.signal };
  await ensurePrismaClient(build);
  // The build of the first start takes both cores for a minute; the rest need not wait for it.
  const dashboardBuilt = hasDashboard(root) ? ensureDashboard(build) : Promise.resolve();
  dashboardBuilt.catch(() => undefined);
  const { startServices } = await import('./start-services.ts');
  const started = await startServices(starting, dashboardBuilt);
  if (shutdown.signal.aborted) return;
  tellReady(starting, started.firstLogin, performance.now() - begunAt);
  followState(starting, started.databaseUrl);
}

function lock(folder: DataFolder, shutdown: Shutdown): void {
  const held = takeLock(folder.lock);
  if (held.kind === 'taken') {
    const url = readState(folder)?.dashboardUrl;
    throw new RefusedError(
      `Wachter is already running on ${folder.path} (process ${held.by.pid}${url ? `, ${url}` : ''}). Use that one, stop it with Ctrl-C in its window or "kill ${held.by.pid}", or choose another folder with WACHTER_DATA_DIR.`,
      exitCode.busy,
    );
  }
  shutdown.add('the lock', held.release);
}

function tellReady({ steps, ports, folder, env }: Starting, login: FirstLogin, ms: number): void {
  steps.say('');
  steps.say(`Wachter is ready: ${ports.dashboardUrl}   (after ${duration(ms)})`);
  if (login.kind === 'new') {
    steps.say(`  Log in as ${login.email} with the one-time password ${login.password}`);
    steps.say(`  It is shown this once, lies in ${folder.firstLogin}, and must be changed at the first login.`);
  } else if (login.kind === 'waiting') {
    steps.say(`  Log in as ${login.email}; the one-time password is in ${folder.firstLogin}.`);
  }
  steps.say(
    `  Devices connect to ${env.MQTT_URL ? 'the broker in MQTT_URL' : `mqtt://${env.WACHTER_HOST}:${ports.mqtt}`}. Ctrl-C stops everything.`,
  );
}

const refreshMs = 5000;

/** Keeps the state file true while processes come and go. */
function followState({ folder, ports, supervisor, shutdown, env }: Starting, databaseUrl: string): void {
  const startedAt = Date.now();
  const write = () => {
    const processes = supervisor.children().map((child) => ({ name: child.name, pid: child.pid(), restarts: child.restarts() }));
    const state: RunningState = {
      pid: identify(process.pid)?.pid ?? process.pid,
      startedAt,
      isReady: true,
      dashboardUrl: ports.dashboardUrl,
      mqttPort: env.MQTT_URL ? null : ports.mqtt,
      databaseUrl,
      processes,
    };
    try {
      writeState(folder, state);
    } catch {
      // The disk is full; the state of last time is good enough.
    }
  };
  write();
  const timer = setInterval(write, refreshMs);
  shutdown.add('the state file', () => clearInterval(timer));
}
