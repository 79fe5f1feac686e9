import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import './database.setup.ts';

export interface TestDatabase {
  /** An own, empty, migrated database. */
  readonly url: string;
  /** Ends its connections and removes it. */
  readonly drop: () => Promise<void>;
}

async function run(text: string, url = inject('databaseServer').adminUrl): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const OBJECT_IN_USE = '55006';
const DROP_TRIES = 5;

/** Only the superuser may end a vacuum that is under way. The server waits 5 s for the backends it ended. On a busy machine those of a killed client take longer. */
async function dropDatabase(name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, inject('databaseServer').logins?.superuser);
    } catch (error) {
      const isInUse = error instanceof Error && 'code' in error && error.code === OBJECT_IN_USE;
      if (!isInUse || tries === DROP_TRIES) throw error;
    }
  }
}

/** A database of its own for one test file, copied from the migrated template. Only in tests of the project `integration`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject('databaseServer');
  const name = `wachter_test_${randomBytes(6).toString('hex')}`;
  await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}
