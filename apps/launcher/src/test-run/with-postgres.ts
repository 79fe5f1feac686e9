// Runs a command against a PostgreSQL of this machine that lives as long as the command: with-postgres.ts BIN-FOLDER SCRIPT [ARGUMENTS]
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { forSpawn, wholeEnv } from '../env.ts';
import { anyFreePort } from '../port.ts';
import { waitForPort } from '../wait-for-port.ts';

const [bin = '', ...command] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'wachter-postgres-'));

/** PostgreSQL refuses root: then the account `postgres` of its package runs it. */
function account(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  return { uid: id('-u'), gid: id('-g') };
}

async function main(): Promise<number> {
  const as = account();
  chmodSync(folder, 0o700);
  if (as) chownSync(folder, as.uid, as.gid);
  const data = path.join(folder, 'data');
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust'],
    {
      cwd: '/',
      encoding: 'utf8',
      ...as,
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await anyFreePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=100',
    'log_min_messages=panic',
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(path.join(bin, 'postgres'), args, { cwd: '/', stdio: 'ignore', ...as });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  try {
    const isUp = await waitForPort(port, '127.0.0.1', { withinMs: 30_000, signal: new AbortController().signal });
    if (!isUp) throw new Error('the external PostgreSQL did not start');
    return await run(`postgresql://postgres@127.0.0.1:${port}/postgres`);
  } finally {
    // SIGINT is PostgreSQL's fast shutdown.
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(url: string): Promise<number> {
  const given = Object.entries(wholeEnv()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const child = spawn(process.execPath, command, {
    stdio: 'inherit',
    env: forSpawn({ ...Object.fromEntries(given), WACHTER_TEST_DATABASE_URL: url }),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main();
