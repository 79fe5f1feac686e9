import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readPlaywright, readVitest } from './reports.ts';
import type { TestStep } from './step.ts';

const minute = 60_000;

/** Everything `npm test` runs, in order: cheap and telling first. The limits end what hangs, not what is slow: a busy machine takes longer. The database client and the dashboard are built before these. */
export function planTests(root: string, reports: string, externals: { readonly postgres: string | null }): readonly TestStep[] {
  const script = (name: string, file: string) => {
    const require = createRequire(path.join(root, 'packages/tooling/package.json'));
    return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
  };
  const plain = (name: string, args: readonly string[], minutes: number): TestStep => ({
    name,
    args,
    cwd: root,
    env: {},
    withinMs: minutes * minute,
    report: null,
    beside: null,
  });
  const vitest = (project: string, minutes: number): TestStep => {
    const file = path.join(reports, `${project}.json`);
    const config = path.join(root, 'packages/tooling/vitest.config.ts');
    const flags = ['--project', project, '--passWithNoTests', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
    const args = [script('vitest', 'vitest.mjs'), 'run', '--config', config, ...flags];
    return { ...plain(project, args, minutes), report: { file, read: readVitest } };
  };
  return [
    plain('types', [path.join(root, 'packages/tooling/src/types.mjs')], 10),
    plain('lint', [script('@biomejs/biome', 'bin/biome'), 'check', '--diagnostic-level=error', '.'], 5),
    simulation(root, reports),
    vitest('unit', 12),
    vitest('integration', 20),
    ...externalDatabase(root, reports, externals.postgres, script),
    ...browserTests(root, reports, script),
  ];
}

/** The alarm engine against its reference, on what the other steps leave of the processors. */
function simulation(root: string, reports: string): TestStep {
  const main = path.join(root, 'apps/ingestor/test/simulate/main.ts');
  return {
    name: 'simulation',
    args: ['--import', 'tsx', main, '--seeds', '200', '--days', '30'],
    cwd: root,
    env: {},
    withinMs: 30 * minute,
    report: null,
    beside: path.join(reports, 'simulation.log'),
  };
}

/** The storage contract once more, against a PostgreSQL that is not ours. */
function externalDatabase(
  root: string,
  reports: string,
  bin: string | null,
  script: (name: string, file: string) => string,
): readonly TestStep[] {
  if (bin === null) {
    console.log(
      'No PostgreSQL is installed here (initdb is not found): the storage contract runs against the embedded one only.',
    );
    return [];
  }
  const file = path.join(reports, 'external-database.json');
  const config = path.join(root, 'packages/tooling/vitest.config.ts');
  const flags = [
    '--project',
    'integration',
    '--passWithNoTests',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const runner = path.join(root, 'apps/launcher/src/test-run/with-postgres.ts');
  const vitest = [
    script('vitest', 'vitest.mjs'),
    'run',
    '--config',
    config,
    ...flags,
    'packages/store/test/store.contract',
    'packages/store/test/migrate',
  ];
  return [
    {
      name: 'external',
      args: ['--import', 'tsx', runner, bin, ...vitest],
      cwd: root,
      env: {},
      withinMs: 10 * minute,
      report: { file, read: readVitest },
      beside: null,
    },
  ];
}

/** Folder of an installed PostgreSQL's programs: what the person names, else what is on the path, else where Debian puts it. */
export function findPostgres(named: string | undefined, searchPath: string): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    named ?? '',
    ...searchPath.split(path.delimiter),
    ...versions.map((version) => path.join(debian, version, 'bin')),
  ];
  return places.find((place) => place !== '' && existsSync(path.join(place, 'initdb'))) ?? null;
}

function browserTests(root: string, reports: string, script: (name: string, file: string) => string): readonly TestStep[] {
  const config = path.join(root, 'packages/tooling/playwright.config.ts');
  if (!existsSync(config)) return [];
  const file = path.join(reports, 'browser.json');
  return [
    {
      name: 'browser',
      args: [script('playwright', 'cli.js'), 'test', '--config', config, '--reporter=line,json'],
      cwd: root,
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
      withinMs: 20 * minute,
      report: { file, read: readPlaywright },
      beside: null,
    },
  ];
}
