import pg from 'pg';
import { webRole } from '../prisma/web-role.ts';
import { superuser } from './initialise-cluster.ts';

const role = 'wachter';
const database = 'wachter';

export interface DatabaseLogins {
  /** Of the role that owns the database. */
  readonly url: string;
  /** Of the web process, which cannot change evidence; what it may is granted by `migrate`. */
  readonly webUrl: string;
}

/**
 * The application's roles and database, made when missing. The role owns its database and is no superuser. Its password is that of
 * the cluster's file: whoever can read that file may do everything anyway.
 */
export async function prepareDatabase(login: {
  readonly port: number;
  readonly password: string;
  readonly webPassword: string;
}): Promise<DatabaseLogins> {
  const { port, password, webPassword } = login;
  const client = new pg.Client({ host: '127.0.0.1', user: superuser, database: 'postgres', port, password });
  await client.connect();
  try {
    await putRole(client, { name: role, password, may: 'CREATEDB' });
    await putRole(client, { name: webRole, password: webPassword, may: 'NOCREATEDB' });
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!databases.rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${role}`);
  } finally {
    await client.end();
  }
  const urlOf = (name: string, secret: string) =>
    `postgresql://${name}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;
  return { url: urlOf(role, password), webUrl: urlOf(webRole, webPassword) };
}

async function putRole(
  client: pg.Client,
  { name, password, may }: { readonly name: string; readonly password: string; readonly may: string },
): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const secret = pg.escapeLiteral(password);
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN NOSUPERUSER ${may} PASSWORD ${secret}`);
}
