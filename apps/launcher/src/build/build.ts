import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inheritedEnv } from '../env.ts';
import { takeLock } from '../lock.ts';
import { exitCode, RefusedError } from '../refused.ts';
import type { Steps } from '../steps.ts';
import { fingerprint } from './fingerprint.ts';
import { runTool, type Tool } from './run-tool.ts';
import { isFresh, writeStamp } from './stamp.ts';

export interface Build {
  readonly root: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

const packageFolder = (root: string, name: string) =>
  path.dirname(createRequire(path.join(root, 'apps/dashboard/package.json')).resolve(`${name}/package.json`));

export const hasDashboard = (root: string): boolean => existsSync(path.join(root, 'apps/dashboard/src/app'));

/** The Prisma client, made again when the schema or Prisma's version changed. */
export async function ensurePrismaClient({ root, steps, signal }: Build): Promise<void> {
  const folder = path.join(root, 'packages/store/src/prisma/generated');
  const stampFile = path.join(folder, '.stamp');
  const print = () => fingerprint(root, ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json']);
  const isMade = () => existsSync(path.join(folder, 'client.ts')) && isFresh(stampFile, print());
  if (isMade()) return;
  await alone(root, 'prisma', async () => {
    if (isMade()) return;
    const script = path.join(packageFolder(root, 'prisma'), 'build/index.js');
    const args = [script, 'generate', '--config', path.join(root, 'prisma/prisma.config.ts')];
    const tool: Tool = {
      purpose: 'Making the database client',
      args,
      cwd: root,
      env: { ...inheritedEnv(), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    };
    await steps.step('database client', () => runTool(tool, signal));
    writeStamp(stampFile, print());
  });
}

/** Sources the dashboard is made of. */
const dashboardSources = [
  'apps/dashboard',
  'packages/core/src',
  'packages/dialects/src',
  'packages/services/src',
  'packages/store/src',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
];

/** The dashboard's production build, made again when any of its sources changed. */
export async function ensureDashboard({ root, steps, signal }: Build): Promise<void> {
  const folder = path.join(root, 'apps/dashboard');
  const stampFile = path.join(folder, '.next/wachter-stamp');
  const print = () => fingerprint(root, dashboardSources, `node ${process.versions.modules}`);
  const buildId = path.join(folder, '.next/BUILD_ID');
  const isMade = () => existsSync(buildId) && isFresh(stampFile, print());
  if (isMade()) return;
  await alone(root, 'dashboard', async () => {
    const now = print();
    if (isMade()) return;
    const env = { ...inheritedEnv(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: '1' };
    const tool: Tool = { purpose: 'Building the dashboard', args: [nextScript(root), 'build'], cwd: folder, env };
    await steps.step(
      'building the dashboard; once, about a minute',
      () => buildWhenAlone(tool, signal),
      () => 'dashboard built',
    );
    if (!existsSync(buildId))
      throw new RefusedError('Building the dashboard ended without a result. Start again.', exitCode.failure);
    writeStamp(stampFile, now);
  });
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

export const nextScript = (root: string): string => path.join(packageFolder(root, 'next'), 'dist/bin/next');

/** One builder at a time in a checkout, whatever the number of data folders. */
async function alone(root: string, name: string, work: () => Promise<void>): Promise<void> {
  const folder = path.join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const lock = takeLock(path.join(folder, `build-${name}.lock`));
    if (lock.kind === 'held') {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await sleep(500);
  }
}
