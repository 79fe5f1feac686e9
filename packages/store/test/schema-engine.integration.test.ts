import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@wachter/tooling/test-database';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const schema = path.join(root, 'prisma/schema.prisma');
const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'wachter-schema-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Runs Prisma's own command line on the test database. */
async function prisma(...words: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', CI: '1' };
  const child = spawn(process.execPath, [cli, ...words, '--config', path.join(root, 'prisma/prisma.config.ts')], {
    cwd: root,
    env,
  });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => pieces.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => pieces.push(bytes));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code, output: Buffer.concat(pieces).toString('utf8') };
}

const diffTo = (model: string) =>
  prisma('migrate', 'diff', '--from-migrations', path.join(root, 'prisma/migrations'), '--to-schema', model, '--exit-code');

test('finds no difference between the migrations and the model', async () => {
  const { code, output } = await diffTo(schema);
  expect(output).toContain('No difference detected');
  expect(code).toBe(0);
});

test('finds a difference where there is one', async () => {
  const changed = path.join(folder, 'schema.prisma');
  writeFileSync(changed, `${readFileSync(schema, 'utf8')}\nmodel Extra {\n  id Int @id\n}\n`);
  const { code, output } = await diffTo(changed);
  expect(output).toContain('Extra');
  expect(code).toBe(2);
});

test('takes a database that our own runner migrated for up to date, and leaves no shadow database behind', async () => {
  const { code, output } = await prisma('migrate', 'status');
  expect(output).toContain('Database schema is up to date');
  expect(code).toBe(0);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`);
  await client.end();
  expect(rows).toEqual([]);
});
