#!/usr/bin/env node
// Stand-in for Prisma's native schema engine: the CLI's JSON-RPC over stdio, answered by the wasm build that npm ships.
// Why: decisions/2026-11-23-offline-schema-engine.md.
import readline from 'node:readline';
import { says } from './schema-engine/arguments.mjs';
import { checkConnection, connectionTo, createDatabase, dropDatabase } from './schema-engine/databases.mjs';
import { loadEngine } from './schema-engine/load-engine.mjs';

const noSuchDatabase = '3D000';

/** The commands the CLI runs as a process of their own; failures go to stderr as one line of the engine's log. */
async function answerCommand() {
  const { database } = connectionTo();
  try {
    if (says('can-connect-to-database')) await checkConnection();
    if (says('create-database')) await createDatabase(database);
    if (says('drop-database')) await dropDatabase(database);
    return 0;
  } catch (error) {
    const fields = { is_panic: false, error_code: error.code === noSuchDatabase ? 'P1003' : 'P1001', message: error.message };
    const line = { timestamp: new Date().toISOString(), level: 'ERROR', target: 'schema_engine::logger', fields };
    process.stderr.write(`\n${JSON.stringify(line)}\n`);
    return 1;
  }
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

let engine;

async function call(method, params) {
  if (method === 'ensureConnectionValidity') return {};
  if (method === 'createDatabase') {
    const { database } = connectionTo();
    await createDatabase(database).catch(() => {});
    return { databaseName: database };
  }
  engine ??= loadEngine();
  return (await engine)[method === 'getDatabaseVersion' ? 'version' : method](params);
}

async function answer({ id, method, params }) {
  try {
    const result = await call(method, params);
    if (method === 'diff' && typeof result?.stdout === 'string') {
      send({ id: 1000 + id, method: 'print', params: { content: result.stdout } });
    }
    send({ id, result: result ?? null });
  } catch (error) {
    const data = {
      is_panic: false,
      message: String(error.message ?? error),
      meta: error.meta ?? null,
      error_code: error.code ?? null,
    };
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
  }
}

/** Requests are answered one after the other; the CLI's answers to our own messages have no method. */
function serve() {
  let queue = Promise.resolve();
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(request));
  });
  lines.on('close', () => queue.finally(() => process.exit(0)));
}

if (says('--version')) process.stdout.write('schema-engine-cli (wasm stand-in)\n');
else if (says('cli')) process.exit(await answerCommand());
else serve();
