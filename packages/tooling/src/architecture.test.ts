import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const skip = new Set(['node_modules', '.next', 'generated', '.git', '.cache', '.wachter', 'coverage', 'test-results']);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skip.has(entry.name)) return [];
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(full) : [full];
  });
}

const relative = (file: string) => path.relative(root, file).split(path.sep).join('/');
const allFiles = ['apps', 'packages', 'firmware-sim', 'prisma'].flatMap((folder) => filesUnder(path.join(root, folder)));
const sources = allFiles.filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file) && !file.endsWith('.d.ts'));
const isTest = (file: string) => /\.(test|contract|setup|scenario)\.tsx?$|\/test\//.test(file);

/** Module specifiers a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].flatMap((match) => match[1] ?? match[2] ?? []);
}

/** Workspace of a file or of a specifier: `core`, `apps/ingestor`, `firmware-sim`, or the npm package / `node:` name. */
function target(specifier: string, from: string): string {
  if (!specifier.startsWith('.')) {
    const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0];
    return name ?? specifier;
  }
  return workspaceOf(path.resolve(path.dirname(from), specifier));
}

function workspaceOf(file: string): string {
  const [top, second] = relative(file).split('/');
  if (top === 'packages') return `@wachter/${second}`;
  return top === 'apps' ? `apps/${second}` : (top ?? '');
}

const isNode = (name: string) => name.startsWith('node:') || name === 'fs' || name === 'path' || name === 'crypto';
const isOf = (names: readonly string[]) => (name: string) => names.includes(name);
const pure = (names: readonly string[]) => ({ only: isOf(names) });

const rules: Record<string, { only?: (name: string) => boolean; never?: (name: string) => boolean }> = {
  '@wachter/core': pure(['@wachter/core', 'zod', 'psychrolib', '@marcbachmann/cel-js']),
  '@wachter/dialects': pure(['@wachter/dialects', '@wachter/core', 'zod', '@marcbachmann/cel-js', 'sparkplug-payload']),
  '@wachter/services': pure(['@wachter/services', '@wachter/core', '@wachter/dialects', 'zod', 'yaml']),
  '@wachter/store': {
    only: (name) =>
      isNode(name) ||
      isOf([
        '@wachter/store',
        '@wachter/core',
        '@wachter/services',
        '@prisma/client',
        '@prisma/adapter-pg',
        'pg',
        'pg-copy-streams',
      ])(name),
  },
  '@wachter/channels': {
    only: (name) =>
      isNode(name) ||
      isOf(['@wachter/channels', '@wachter/core', '@wachter/services', 'zod', 'nodemailer', 'standardwebhooks', 'web-push'])(
        name,
      ),
  },
  '@wachter/print': {
    only: (name) => isNode(name) || isOf(['@wachter/print', '@wachter/core', 'pdfkit'])(name),
  },
  'firmware-sim': {
    only: (name) => isNode(name) || isOf(['firmware-sim', 'mqtt', 'mqtt-packet', 'sparkplug-payload', 'zod', 'long'])(name),
  },
  'apps/ingestor': {
    never: (name) => name === 'react' || name === 'next' || name === '@prisma/client',
  },
};

describe('architecture', () => {
  const shipped = sources.filter((file) => !isTest(relative(file)) && relative(file).includes('/src/'));

  it.each(Object.keys(rules))('%s imports only what its layer may know', (workspace) => {
    const rule = rules[workspace];
    const files = shipped.filter((file) => workspaceOf(file) === workspace);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .map((specifier) => target(specifier, file))
        .filter((name) => (rule?.only && !rule.only(name)) || rule?.never?.(name))
        .map((name) => `${relative(file)} imports ${name}`),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('channels know of services its ports only', () => {
    const files = shipped.filter((file) => workspaceOf(file) === '@wachter/channels');
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => /^@wachter\/services(?!\/ports\/)/.test(specifier))
        .map((specifier) => `${relative(file)} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no app imports another app', () => {
    const wrong = shipped
      .filter((file) => relative(file).startsWith('apps/'))
      .flatMap((file) =>
        importsOf(file)
          .map((specifier) => target(specifier, file))
          .filter(
            (name) =>
              (name.startsWith('apps/') && name !== workspaceOf(file)) ||
              ['@wachter/ingestor', '@wachter/dashboard', '@wachter/launcher', '@wachter/watcher'].includes(name),
          )
          .map((name) => `${relative(file)} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('client leaves of the dashboard know neither storage nor server code', () => {
    const leaves = shipped.filter((file) => file.endsWith('.client.tsx') || file.endsWith('.client.ts'));
    const wrong = leaves.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => /^@wachter\/(services|store)/.test(specifier) || /\/server\//.test(specifier) || isNode(specifier))
        .map((specifier) => `${relative(file)} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads neither clock nor chance inside the pure layers', () => {
    const pureLayers = ['@wachter/core', '@wachter/dialects', '@wachter/services'];
    const wrong = shipped
      .filter((file) => pureLayers.includes(workspaceOf(file)))
      .filter((file) =>
        /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|\bprocess\.env\b|\bsetTimeout\(|\bsetInterval\(/.test(
          readFileSync(file, 'utf8'),
        ),
      )
      .map(relative);
    expect(wrong).toEqual([]);
  });

  it('reads the environment in env.ts only', () => {
    const mayRead = /(^|\/)env\.ts$|\/instrumentation\.ts$|^packages\/tooling\/|^prisma\/|\/start\.mjs$|\/tools\//;
    const wrong = shipped
      .map(relative)
      .filter((file) => /^(apps|packages|firmware-sim)\//.test(file) && !mayRead.test(file))
      .filter((file) => /\bprocess\.env\b/.test(readFileSync(path.join(root, file), 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('keeps logic in files of at most 300 lines', () => {
    const isTable = /\/quantity\/|\/i18n\/|\/sites\/|payloads/;
    const long = shipped
      .map((file) => ({
        file: relative(file),
        lines: readFileSync(file, 'utf8').split('\n').length - 1,
      }))
      .filter(({ file, lines }) => lines > 300 && !isTable.test(file));
    expect(long).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    const vague = allFiles
      .map(relative)
      .filter((file) => /(^|\/)(utils?|helpers?|misc|common|lib|manager|handlers?)(\.tsx?)?(\/|$)/.test(file));
    expect(vague).toEqual([]);
  });

  it('has a README of at most forty lines in each workspace, citing only paths that exist', () => {
    const workspaces = ['apps', 'packages'].flatMap((top) =>
      readdirSync(path.join(root, top)).map((name) => path.join(root, top, name)),
    );
    const problems = [...workspaces, path.join(root, 'firmware-sim')]
      .filter((folder) => statSync(folder).isDirectory())
      .flatMap((folder) => readmeProblems(folder));
    expect(problems).toEqual([]);
  });

  it('has a map at the top that is true', () => {
    expect(citedPaths(path.join(root, 'README.md')).filter((cited) => !exists(root, cited))).toEqual([]);
  });
});

const exists = (folder: string, cited: string) =>
  [folder, root].some((base) => statSync(path.join(base, cited), { throwIfNoEntry: false }) !== undefined);

/** Paths in backquotes that look like a file or folder of the tree; placeholders and globs are left alone. */
function citedPaths(readme: string): string[] {
  const text = readFileSync(readme, 'utf8');
  return [...text.matchAll(/`([\w./@-]+\/[\w./@-]*|[\w-]+\.(?:ts|tsx|md|mjs|sql|prisma|yaml))`/g)]
    .flatMap((match) => match[1] ?? [])
    .filter((cited) => /^(apps|packages|prisma|firmware-sim|src|sites|test|decisions|migrations|tools)\//.test(cited));
}

function readmeProblems(folder: string): string[] {
  const readme = path.join(folder, 'README.md');
  if (!statSync(readme, { throwIfNoEntry: false })) return [`${relative(folder)} has no README.md`];
  const lines = readFileSync(readme, 'utf8').split('\n').length;
  const gone = citedPaths(readme).filter((cited) => !exists(folder, cited));
  return [
    ...(lines > 41 ? [`${relative(readme)} has ${lines} lines`] : []),
    ...gone.map((cited) => `${relative(readme)} cites ${cited}, which is gone`),
  ];
}
