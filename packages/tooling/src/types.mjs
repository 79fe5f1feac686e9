// Types of the whole tree. Core and dialects are checked apart: without DOM and without Node, so that they stay pure.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
// Next writes the types of its routes; a fresh clone has none yet.
const next = path.join(
  path.dirname(createRequire(path.join(root, 'apps/dashboard/package.json')).resolve('next/package.json')),
  'dist/bin/next',
);
spawnSync(process.execPath, [next, 'typegen'], {
  stdio: 'ignore',
  cwd: path.join(root, 'apps/dashboard'),
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
const failed = ['.', 'packages/core', 'packages/dialects'].filter((project) => {
  const run = spawnSync(process.execPath, [tsc, '-p', path.join(root, project), '--pretty', 'false'], {
    stdio: 'inherit',
    cwd: root,
  });
  return run.status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
