import { ensureDashboard, hasDashboard } from '../build/dashboard.ts';
import { ensurePrismaClient } from '../build/prisma-client.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { type LauncherEnv, root } from '../env.ts';
import { takeLock } from '../lock.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { readState } from '../state-file.ts';
import { duration, type Steps } from '../steps.ts';
import { endLeftovers } from '../supervise/leftovers.ts';
import { createSupervisor, type Supervisor } from '../supervise/supervisor.ts';
import { dataFolderPath } from '../with-database.ts';
import type { FirstLogin } from './first-administrator.ts';
import { type Ports, pickPorts } from './ports.ts';
import type { Shutdown } from './shutdown.ts';
import { createStateKeeper, type StateKeeper } from './state-keeper.ts';

export interface Starting {
  readonly env: LauncherEnv;
  readonly folder: DataFolder;
  readonly ports: Ports;
  readonly steps: Steps;
  readonly shutdown: Shutdown;
  readonly supervisor: Supervisor;
  readonly state: StateKeeper;
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
  const supervisor: Supervisor = createSupervisor({
    logs: folder.logs,
    run: folder.run,
    print: steps.say,
    onChange: () => state.changed(),
  });
  const state = createStateKeeper({ folder, env, ports, children: () => supervisor.children(), now: () => Date.now() });
  shutdown.addKill(supervisor.kill);
  const starting: Starting = { env, folder, ports, steps, shutdown, supervisor, state };
  const build = { root, steps, signal: shutdown.signal };
  await ensurePrismaClient(build);
  // The build of the first start takes both cores for a minute; the rest need not wait for it.
  const dashboardBuilt = hasDashboard(root) ? ensureDashboard(build) : Promise.resolve(null);
  dashboardBuilt.catch(() => undefined);
  const { startServices } = await import('./start-services.ts');
  const firstLogin = await startServices(starting, dashboardBuilt);
  if (shutdown.signal.aborted) return;
  state.isReady();
  tellReady(starting, firstLogin, performance.now() - begunAt);
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
