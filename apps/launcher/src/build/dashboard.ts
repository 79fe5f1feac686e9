import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inheritedEnv } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { alone } from './alone.ts';
import type { Build } from './build.ts';
import { fingerprint } from './fingerprint.ts';
import { packageFolder } from './package-folder.ts';
import { runTool, type Tool } from './run-tool.ts';

/** Sources the dashboard is made of. */
const sources = [
  'apps/dashboard',
  'packages/core/src',
  'packages/dialects/src',
  'packages/print/src',
  'packages/services/src',
  'packages/store/src',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
];
const keptBuilds = 3;

export const hasDashboard = (root: string): boolean => existsSync(path.join(root, 'apps/dashboard/src/app'));
export const nextScript = (root: string): string => path.join(packageFolder(root, 'next'), 'dist/bin/next');

/**
 * The dashboard's production build of exactly these sources, made when there is none; resolves to its folder. A finished build is kept
 * aside under the fingerprint of its sources: the next build takes nothing from under a dashboard that runs.
 */
export async function ensureDashboard(build: Build): Promise<string> {
  const { root } = build;
  const shelf = path.join(root, '.cache/dashboard');
  mkdirSync(shelf, { recursive: true });
  // Links inside a build name the checkout, so a checkout that was moved needs a new one.
  const find = () => path.join(shelf, fingerprint(root, sources, `${root} node ${process.versions.modules}`).slice(0, 16));
  if (isMade(find())) return use(find());
  return alone(root, 'dashboard', async () => {
    const folder = find();
    if (isMade(folder)) return use(folder);
    await makeInto(folder, build);
    forgetOld(shelf, folder);
    return folder;
  });
}

const isMade = (folder: string): boolean => existsSync(path.join(folder, 'BUILD_ID'));

/** Marks the build as used now; the ones used last are kept. */
function use(folder: string): string {
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

async function makeInto(folder: string, { root, steps, signal }: Build): Promise<void> {
  const app = path.join(root, 'apps/dashboard');
  const env = { ...inheritedEnv(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: '1' };
  const tool: Tool = { purpose: 'Building the dashboard', args: [nextScript(root), 'build'], cwd: app, env };
  await steps.step(
    'building the dashboard; once, about a minute',
    () => buildWhenAlone(tool, signal),
    () => 'dashboard built',
  );
  const made = path.join(app, '.next');
  const aside = `${folder}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  cpSync(made, aside, { recursive: true, filter: (file) => file !== path.join(made, 'cache') });
  if (!isMade(aside)) {
    rmSync(aside, { recursive: true, force: true });
    throw new RefusedError('Building the dashboard ended without a result. Start again.', exitCode.failure);
  }
  renameSync(aside, folder);
}

function forgetOld(shelf: string, newest: string): void {
  const byUse = readdirSync(shelf)
    .map((name) => path.join(shelf, name))
    .filter((folder) => folder !== newest)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of byUse.slice(keptBuilds - 1)) rmSync(folder, { recursive: true, force: true });
}

const waitForOtherMs = 240_000;

/** Somebody may be building by hand, or a killed build may not have let go yet: then it waits for its turn. */
async function buildWhenAlone(tool: Tool, signal: AbortSignal): Promise<void> {
  const endsAt = performance.now() + waitForOtherMs;
  for (;;) {
    try {
      return await runTool(tool, signal);
    } catch (error) {
      const isOtherBuilding = error instanceof Error && error.message.includes('Another next build process is already running');
      if (!isOtherBuilding || signal.aborted || performance.now() > endsAt) throw error;
      await sleep(2000);
    }
  }
}
