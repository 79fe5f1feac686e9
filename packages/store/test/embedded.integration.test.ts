import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { isRunning } from '../src/embedded/postmaster.ts';
import { removeEmbeddedPostgres } from '../src/embedded/remove-embedded-postgres.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../src/embedded/start-embedded-postgres.ts';
import { silentLog } from '../src/log.ts';

const folders: string[] = [];
const servers = new Set<EmbeddedPostgres>();

afterEach(async () => {
  for (const server of servers) await server.stop();
  servers.clear();
  for (const folder of folders.splice(0)) removeEmbeddedPostgres(folder);
});

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wachter-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: { fsync: 'off' }, ...more });
  servers.add(server);
  return server;
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const dataOf = (folder: string): string => {
  const location = path.join(folder, 'location');
  return path.join(existsSync(location) ? readFileSync(location, 'utf8').trim() : path.join(folder, 'cluster'), 'data');
};

test('keeps data and port from one start to the next, with checksums, and lets nobody in without the password', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  expect(await query(first.url, 'SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
  expect(await query(first.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([{ rolsuper: false }]);
  expect(statSync(path.join(folder, 'password')).mode & 0o777).toBe(0o600);
  const stranger = new URL(first.url);
  stranger.password = 'guess';
  await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  const second = await start(folder);
  expect(second.port).toBe(first.port);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('adopts the server that a killed process left running', async () => {
  const folder = newFolder();
  const module = fileURLToPath(new URL('../src/embedded/start-embedded-postgres.ts', import.meta.url));
  const script = `import(${JSON.stringify(module)}).then(async ({ startEmbeddedPostgres }) => {
    const log = { info() {}, warn() {}, error() {} };
    const { pid, port } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)}, log, settings: { fsync: 'off' } });
    console.log(JSON.stringify({ pid, port }));
    setInterval(() => {}, 1000);
  });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))),
  );
  const left = JSON.parse(said) as { pid: number; port: number };
  await expect(startEmbeddedPostgres({ dataDir: folder, log: silentLog })).rejects.toMatchObject({ kind: 'in-use' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(isRunning(left.pid)).toBe(true);
  const adopted = await start(folder);
  expect([adopted.pid, adopted.port]).toEqual([left.pid, left.port]);
  expect(await query(adopted.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('comes back after the server itself was killed, with everything that was committed', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  const second = await start(folder);
  expect(second.pid).not.toBe(first.pid);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('begins anew where the making of the cluster was interrupted', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await first.stop();
  rmSync(dataOf(folder), { recursive: true });
  writeFileSync(path.join(folder, 'password'), 'of a cluster that never was');
  const second = await start(folder);
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('refuses a port that was asked for and is taken', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(start(newFolder(), { port })).rejects.toMatchObject({
    kind: 'start-failed',
    message: expect.stringContaining(String(port)),
  });
  await new Promise((resolve) => taken.close(resolve));
});

test('takes another port when the one of last time is taken', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await first.stop();
  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(first.port, '127.0.0.1', resolve));
  const second = await start(folder);
  await new Promise((resolve) => taken.close(resolve));
  expect(second.port).not.toBe(first.port);
});

test.each([
  ['version-mismatch', 'PG_VERSION', '15\n', /PostgreSQL 15/],
  ['data-damaged', 'global/pg_control', 'rubbish'.repeat(2_000), /backup/],
] as const)('says %s and what to do about it', async (kind, file, content, message) => {
  const folder = newFolder();
  const server = await start(folder);
  await server.stop();
  writeFileSync(path.join(dataOf(folder), file), content);
  await expect(start(folder)).rejects.toMatchObject({
    name: 'EmbeddedPostgresError',
    kind,
    message: expect.stringMatching(message),
  });
});

test('says what is missing when a data folder was emptied by half', async () => {
  const folder = newFolder();
  const server = await start(folder);
  await server.stop();
  rmSync(path.join(dataOf(folder), 'PG_VERSION'));
  await expect(start(folder)).rejects.toMatchObject({ kind: 'data-damaged', message: expect.stringContaining('PG_VERSION') });
});

test.runIf(process.getuid?.() === 0)('finds a place for the data when its own user cannot enter the folder', async () => {
  const folder = newFolder(0o700);
  const first = await start(folder);
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(dataOf(folder).startsWith(folder)).toBe(false);
  const second = await start(folder);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test.runIf(process.getuid?.() === 0)('removes its own cluster and no other that lies beside it', async () => {
  const [mine, other] = [newFolder(0o700), newFolder(0o700)];
  const first = await start(mine);
  const second = await start(other);
  const place = path.dirname(dataOf(mine));
  expect(() => removeEmbeddedPostgres(mine)).toThrow(/stop it first/);
  await first.stop();
  removeEmbeddedPostgres(mine);
  expect([existsSync(place), existsSync(mine), existsSync(dataOf(other))]).toEqual([false, false, true]);
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('never follows a location that names a shared folder', () => {
  const folder = newFolder();
  const shared = newFolder();
  writeFileSync(path.join(folder, 'location'), `${shared}\n`);
  removeEmbeddedPostgres(folder);
  expect([existsSync(folder), existsSync(shared)]).toEqual([false, true]);
});
