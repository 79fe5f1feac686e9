import pg from 'pg';
import { databaseUrl } from './arguments.mjs';

/** Connection by its fields: adapter-pg lets a connection string win over `database`, and the shadow database would be the main one. */
export function connectionTo(database) {
  const text = databaseUrl();
  if (!text) return {};
  const url = new URL(text);
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password) || undefined,
    database: database ?? decodeURIComponent(url.pathname.slice(1)),
  };
}

async function run(database, sql) {
  const client = new pg.Client(connectionTo(database));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export const checkConnection = () => run(undefined, 'SELECT 1');
export const createDatabase = (name) => run('postgres', `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
export const dropDatabase = (name) => run('postgres', `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
