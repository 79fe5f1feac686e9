import { existsSync } from 'node:fs';
import path from 'node:path';
import { inheritedEnv } from '../env.ts';
import { alone } from './alone.ts';
import type { Build } from './build.ts';
import { fingerprint } from './fingerprint.ts';
import { packageFolder } from './package-folder.ts';
import { runTool, type Tool } from './run-tool.ts';
import { isFresh, writeStamp } from './stamp.ts';

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
