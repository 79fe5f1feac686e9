import path from 'node:path';
import { ensureDashboard } from '../build/dashboard.ts';
import { ensurePrismaClient } from '../build/prisma-client.ts';
import { defineCommand } from '../command.ts';
import { root, wholeEnv } from '../env.ts';
import { runAttached } from '../run-attached.ts';
import { createSteps } from '../steps.ts';

const asksForHelp = (words: readonly string[]) => words.some((word) => word === '--help' || word === '-h');

export const bench = defineCommand({
  name: 'bench',
  says: 'Measures speed and memory, as ratios of one run.',
  isPassThrough: true,
  run: async (call) => {
    if (!asksForHelp(call.words)) {
      const build = { root, steps: createSteps((text) => console.log(text)), signal: new AbortController().signal };
      await ensurePrismaClient(build);
      await ensureDashboard(build);
    }
    const script = path.join(root, 'packages/tooling/src/bench/main.ts');
    return runAttached(['--import', 'tsx', script, ...call.words], { cwd: root, env: wholeEnv() });
  },
});
