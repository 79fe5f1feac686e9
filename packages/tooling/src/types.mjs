// Types of the whole tree. Core and dialects are checked apart: without DOM and without Node, so that they stay pure.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const failed = ['.', 'packages/core', 'packages/dialects'].filter((project) => {
  const run = spawnSync(process.execPath, [tsc, '-p', path.join(root, project), '--pretty', 'false'], {
    stdio: 'inherit',
    cwd: root,
  });
  return run.status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
