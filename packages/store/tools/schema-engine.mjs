#!/usr/bin/env node
// Stand-in for Prisma's native schema engine: the CLI's JSON-RPC over stdio, answered by the wasm build from npm.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const opts = (name) => argv.flatMap((a, i) => (argv[i - 1] === name ? [a] : []));
const unwrap = (u) => (typeof u === 'string' ? u : (u?.value ?? u?.url));
const ds = opts('--datasource')[0];
const url = unwrap(ds && JSON.parse(ds).url) || process.env.DATABASE_URL;
// fields, not a connection string: a string would win over `database` and the shadow database would be the main one
const config = (database) => {
  if (!url) return {};
  const u = new URL(url);
  return {
    host: u.hostname,
    port: Number(u.port || 5432),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password) || undefined,
    database: database ?? u.pathname.slice(1),
  };
};
const withClient = async (cfg, fn) => {
  const c = new pg.Client(cfg);
  await c.connect();
  try {
    return await fn(c);
  } finally {
    await c.end();
  }
};
const createDb = (name) => withClient(config('postgres'), (c) => c.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
const dropDb = (name) =>
  withClient(config('postgres'), (c) => c.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));

if (argv.includes('--version')) {
  console.log('schema-engine-cli (wasm stand-in)');
  process.exit(0);
}
if (argv.includes('cli')) {
  const name = config().database;
  try {
    if (argv.includes('can-connect-to-database')) await withClient(config(), (c) => c.query('select 1'));
    if (argv.includes('create-database')) await createDb(name);
    if (argv.includes('drop-database')) await dropDb(name);
    process.exit(0);
  } catch (e) {
    console.error(
      `\n${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', target: 'schema_engine::logger', fields: { is_panic: false, error_code: e.code === '3D000' ? 'P1003' : 'P1001', message: e.message } })}`,
    );
    process.exit(1);
  }
}

// adapter-pg refuses OID 18 ("char"), which the catalog queries return
const Result = require('pg/lib/result');
const addFields = Result.prototype.addFields;
let charColumns = [];
Result.prototype.addFields = function (f) {
  addFields.call(this, f);
  charColumns = this.fields.flatMap((x, i) => (x.dataTypeID === 18 ? [i] : []));
  for (const i of charColumns) this.fields[i].dataTypeID = 25;
};
const fix = (adapter) => {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (q) => {
    charColumns = [];
    const r = await queryRaw(q);
    for (const i of charColumns) r.columnTypes[i] = ColumnTypeEnum.Character;
    return r;
  };
  // adapter-pg splits scripts on ";", which cuts function bodies
  adapter.executeScript = async (sql) => {
    try {
      await adapter.underlyingDriver().query(sql);
    } catch (e) {
      adapter.onError(e);
    }
  };
  return adapter;
};
const factory = new PrismaPg(config());
const connect = factory.connect.bind(factory);
factory.connect = async () => fix(await connect());
factory.connectToShadowDb = async () => {
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  await createDb(name);
  const shadow = fix(await new PrismaPg(config(name)).connect());
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await dropDb(name);
  };
  return shadow;
};

const glue = await import(
  pathToFileURL(path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.js'))
);
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(m) {
    this.message = m;
  },
};
const wasm = readFileSync(path.join(path.dirname(require.resolve('prisma/package.json')), 'build/schema_engine_bg.wasm'));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { './schema_engine_bg.js': glue });
glue.__wbg_set_wasm(exports);
exports.__wbindgen_start?.();

const datamodels = opts('--datamodels').map((p) => [p, readFileSync(p, 'utf8')]);
let engine;
const getEngine = async () =>
  (engine ??= await glue.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  ));
const send = (m) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...m })}\n`);
let queue = Promise.resolve();
const rl = readline.createInterface({ input: process.stdin });
rl.on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (!method) return;
  queue = queue.then(async () => {
    try {
      let result;
      if (method === 'createDatabase') {
        await createDb(config().database).catch(() => {});
        result = { databaseName: config().database };
      } else if (method === 'ensureConnectionValidity') result = {};
      else result = await (await getEngine())[method === 'getDatabaseVersion' ? 'version' : method](params);
      if (method === 'diff' && result?.stdout != null)
        send({ id: 1000 + id, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (e) {
      send({
        id,
        error: {
          code: 4466,
          message: 'An error happened. Check the data field for details.',
          data: { is_panic: false, message: String(e.message ?? e), meta: e.meta ?? null, error_code: e.code ?? null },
        },
      });
    }
  });
});
rl.on('close', () => queue.finally(() => process.exit(0)));
