import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { grantToWeb } from './web-role.ts';

/** The database's history does not fit the migrations of this release. `message` says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly kind: 'edited' | 'failed-earlier' | 'failed-now' | 'unknown';
  readonly migration: string;

  constructor(kind: MigrationError['kind'], migration: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.migration = migration;
  }
}

export const migrationsFolder = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** The key Prisma's own engine locks, so the two never apply at the same moment. */
const advisoryLock = 72_707_369;

/** Prisma's table as Prisma makes it, so that its commands go on from here. */
const createTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Applied {
  readonly checksum: string;
  readonly finished_at: Date | null;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map((entry) => {
      const bytes = readFileSync(path.join(folder, entry.name, 'migration.sql'));
      return { name: entry.name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True when it is applied already; throws when its record does not allow to go on. */
function isApplied(migration: Migration, record: Applied | undefined): boolean {
  if (record === undefined) return false;
  const { name } = migration;
  if (record.finished_at === null) {
    throw new MigrationError(
      'failed-earlier',
      name,
      `Migration ${name} began earlier and did not finish: look at its logs in _prisma_migrations, undo what it left, mark it with "prisma migrate resolve --rolled-back ${name}", and start again.`,
    );
  }
  if (record.checksum !== migration.checksum) {
    throw new MigrationError(
      'edited',
      name,
      `Migration ${name} was changed after it was applied: put the released file back, or start with an empty database.`,
    );
  }
  return true;
}

/**
 * A migration and its record are one transaction: a kill or a failure in between leaves nothing behind, and the next start tries
 * again. A statement that refuses to run in a transaction block does not belong in a migration.
 */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  const record = [id, migration.checksum, migration.name];
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', record);
    await client.query(migration.sql);
    await client.query('UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1', [
      id,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    await client.query('ROLLBACK').catch(() => {});
    throw new MigrationError(
      'failed-now',
      migration.name,
      `Migration ${migration.name} could not be applied and was undone: ${reason}`,
      { cause },
    );
  }
}

async function applyAll(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query(createTable);
  const { rows } = await client.query<Applied & { readonly migration_name: string }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  const records = new Map(rows.map((row) => [row.migration_name, row]));
  const known = new Set(migrations.map((migration) => migration.name));
  const stranger = rows.find((row) => !known.has(row.migration_name))?.migration_name;
  if (stranger !== undefined) {
    throw new MigrationError(
      'unknown',
      stranger,
      `The database was changed by a later release (migration ${stranger} is unknown here): start that release, or restore a backup.`,
    );
  }
  const pending = migrations.filter((migration) => !isApplied(migration, records.get(migration.name)));
  for (const migration of pending) await apply(client, migration);
  return pending.map((migration) => migration.name);
}

/** Brings the database up to this release and returns the names of the migrations it applied, in order. Safe to run from two processes. */
export async function migrate(url: string, folder = migrationsFolder): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'wachter migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const applied = await applyAll(client, readMigrations(folder));
    await grantToWeb(client);
    return applied;
  } finally {
    await client.end();
  }
}
