import path from 'node:path';
import { defineCommand } from '../command.ts';
import { root, wholeEnv } from '../env.ts';
import { runAttached } from '../run-attached.ts';

export const simulate = defineCommand({
  name: 'simulate',
  says: 'Proves the alarm engine on simulated years with faults: --years 50 --seed 1, or --help for all.',
  isPassThrough: true,
  run: (call) =>
    runAttached(['--import', 'tsx', path.join(root, 'apps/ingestor/test/simulate/main.ts'), ...call.words], {
      cwd: root,
      env: wholeEnv(),
    }),
});
