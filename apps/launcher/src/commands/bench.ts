import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineCommand } from '../command.ts';
import { root, wholeEnv } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { runAttached } from '../run-attached.ts';

export const bench = defineCommand({
  name: 'bench',
  says: 'Measures speed and memory, as ratios of one run.',
  isPassThrough: true,
  run: (call) => {
    const script = ['packages/tooling/src/bench/main.ts', 'packages/tooling/src/bench.ts']
      .map((one) => path.join(root, one))
      .find((one) => existsSync(one));
    if (!script) throw new RefusedError('The benchmark is not in this checkout.', exitCode.failure);
    return runAttached(['--import', 'tsx', script, ...call.words], { cwd: root, env: wholeEnv() });
  },
});
