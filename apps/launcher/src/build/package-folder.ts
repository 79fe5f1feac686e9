import { createRequire } from 'node:module';
import path from 'node:path';

/** Where an installed package lies, as the dashboard finds it. */
export const packageFolder = (root: string, name: string): string =>
  path.dirname(createRequire(path.join(root, 'apps/dashboard/package.json')).resolve(`${name}/package.json`));
