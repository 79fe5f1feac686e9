import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@wachter/tooling/test-database';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, migrationsFolder } from '../src/prisma/migrate.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'wachter-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

function add(name: string, sql: string): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function query(text: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('applies what is missing, in order, and nothing twice', async () => {
  add('20990102000000_second', 'INSERT INTO one VALUES (2);');
  add('20990101000000_first', 'CREATE TABLE one (id INT); INSERT INTO one VALUES (1);');
  expect(await migrate(database.url, folder)).toEqual(['20990101000000_first', '20990102000000_second']);
  expect(await migrate(database.url, folder)).toEqual([]);
  expect(await query('SELECT id FROM one ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('applies each once when two processes start together', async () => {
  add('20990101000000_first', 'CREATE TABLE one (id INT);');
  const applied = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
  expect(applied.flat()).toEqual(['20990101000000_first']);
});

test('leaves nothing of a migration that fails, says which and why, and tries it again when it is mended', async () => {
  add('20990101000000_first', 'CREATE TABLE one (id INT); SELECT 1 / 0;');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    kind: 'failed-now',
    migration: '20990101000000_first',
    message: expect.stringContaining('division by zero'),
  });
  expect(await query(`SELECT to_regclass('one') AS made`)).toEqual([{ made: null }]);
  writeFileSync(path.join(folder, '20990101000000_first', 'migration.sql'), 'CREATE TABLE one (id INT);');
  expect(await migrate(database.url, folder)).toEqual(['20990101000000_first']);
});

test('refuses a migration that was edited after it was applied', async () => {
  appendFileSync(path.join(folder, '20261123000000_init', 'migration.sql'), '-- later thought\n');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ kind: 'edited', migration: '20261123000000_init' });
});

test('refuses to go on after one that another tool left unfinished', async () => {
  add('20990101000000_first', 'SELECT 1;');
  await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '20990101000000_first')`);
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ kind: 'failed-earlier' });
});

test('refuses a database of a later release', async () => {
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20990101000000_later', now())`,
  );
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ kind: 'unknown', migration: '20990101000000_later' });
});
