import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');
const everywhere = ['packages/*/{src,test}', 'apps/*/{src,test}', 'firmware-sim'];
const ignore = ['**/node_modules/**', '**/.next/**', '**/generated/**'];

export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          root,
          include: everywhere.map((place) => `${place}/**/*.test.{ts,tsx}`),
          exclude: [...ignore, '**/*.integration.test.ts'],
          testTimeout: 60_000,
          // Files share modules, not state: nothing here is mocked by module. Half of the time went into loading them again for each file.
          isolate: false,
          pool: 'forks',
          maxWorkers: 2,
          setupFiles: [path.join(import.meta.dirname, 'src/quiet-console.setup.ts')],
        },
      },
      {
        test: {
          name: 'integration',
          root,
          include: everywhere.map((place) => `${place}/**/*.integration.test.ts`),
          exclude: ignore,
          setupFiles: [path.join(import.meta.dirname, 'src/quiet-console.setup.ts')],
          globalSetup: [path.join(import.meta.dirname, 'src/database.setup.ts')],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          isolate: false,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
    ],
  },
});
