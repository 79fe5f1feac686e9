import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, removeEmbeddedPostgres, silentLog, startEmbeddedPostgres } from '@wachter/store';
import { migrate } from '@wachter/store/prisma/migrate';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test databases are made. `template` is an empty, migrated database. */
    readonly databaseServer: {
      readonly adminUrl: string;
      readonly template: string;
      readonly isExternal: boolean;
      /** Logins of the embedded server beside the owner's; null on an external one. */
      readonly logins: { readonly superuser: string; readonly web: string } | null;
    };
  }
}

/** Tests may lose their data in a power cut; everything else is as in the product. */
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };

async function start(): Promise<{ readonly adminUrl: string; readonly server: EmbeddedPostgres; readonly folder: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wachter-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  return { adminUrl: server.url, server, folder };
}

const named = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/**
 * One database server for a whole run: an embedded one in a folder of its own, or the one that WACHTER_TEST_DATABASE_URL names,
 * whose role may create databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['WACHTER_TEST_DATABASE_URL'];
  const embedded = external === undefined ? await start() : null;
  const adminUrl = external ?? embedded?.adminUrl ?? '';
  const template = `wachter_template_${randomBytes(6).toString('hex')}`;
  await run(adminUrl, `CREATE DATABASE ${template}`);
  await migrate(named(adminUrl, template));
  const logins = embedded ? { superuser: embedded.server.adminUrl, web: embedded.server.webUrl } : null;
  project.provide('databaseServer', { adminUrl, template, isExternal: external !== undefined, logins });
  return async () => {
    if (embedded) {
      await embedded.server.stop();
      removeEmbeddedPostgres(embedded.folder);
    } else {
      await run(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    }
  };
}
