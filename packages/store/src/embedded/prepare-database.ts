import pg from 'pg';
import { superuser } from './initialise-cluster.ts';

const role = 'wachter';
const database = 'wachter';

/**
 * The application's role and database, made when missing. The role owns its database and is no superuser. Its password is that of
 * the cluster's file: whoever can read that file may do everything anyway.
 */
export async function prepareDatabase(login: { readonly port: number; readonly password: string }): Promise<string> {
  const client = new pg.Client({ host: '127.0.0.1', user: superuser, database: 'postgres', ...login });
  await client.connect();
  try {
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const secret = pg.escapeLiteral(login.password);
    await client.query(`${roles.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN CREATEDB NOSUPERUSER PASSWORD ${secret}`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!databases.rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${role}`);
  } finally {
    await client.end();
  }
  return `postgresql://${role}:${encodeURIComponent(login.password)}@127.0.0.1:${login.port}/${database}`;
}
