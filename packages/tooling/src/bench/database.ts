import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { openStore, silentLog, startEmbeddedPostgres } from '@wachter/store';
import { migrate } from '@wachter/store/prisma/migrate';
import pg from 'pg';
import type { Scratch } from './scratch.ts';

/** The embedded PostgreSQL as the product starts it: every commit waits for the disk. */
export interface Server {
  readonly version: string;
  /** A new database: migrated, with what `fill` put into the first one of that name. Resolves to its address. */
  readonly database: (name: string, fill?: Fill) => Promise<string>;
  readonly drop: (url: string) => Promise<void>;
  /** Writes out what is dirty, so that each measurement begins alike. */
  readonly settle: () => Promise<void>;
}

type Fill = { readonly name: string; readonly sql: readonly string[] };

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const monthMs = 31 * 86_400_000;

const named = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

/** The months around now, as the product makes them ahead. */
async function ensurePartitions(url: string): Promise<void> {
  const store = openStore({ url, applicationName: 'wachter-bench', poolSize: 1, statementTimeoutMs: 30_000, log: silentLog });
  await store.maintenance.ensurePartitions(Date.now() - monthMs, Date.now() + monthMs);
  await store.close();
}

export async function startServer(scratch: Scratch): Promise<Server> {
  const folder = path.join(scratch.folder, 'postgres');
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, log: silentLog });
  scratch.atEnd(server.stop);
  const run = (sql: string) => withClient(server.url, async (client) => void (await client.query(sql)));
  const templates = new Set<string>();
  const template = async ({ name, sql }: Fill) => {
    if (templates.has(name)) return name;
    await run(`CREATE DATABASE ${name}`);
    await migrate(named(server.url, name));
    await withClient(named(server.url, name), async (client) => {
      for (const text of sql) await client.query(text);
    });
    await ensurePartitions(named(server.url, name));
    templates.add(name);
    return name;
  };
  return {
    version: await withClient(server.url, async (client) =>
      String((await client.query('SHOW server_version')).rows[0]?.server_version),
    ),
    database: async (name, fill = { name: 'bench_empty', sql: [] }) => {
      await run(`CREATE DATABASE ${name} TEMPLATE ${await template(fill)}`);
      return named(server.url, name);
    },
    drop: (url) => run(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`),
    settle: () => withClient(server.adminUrl, async (client) => void (await client.query('CHECKPOINT'))),
  };
}
