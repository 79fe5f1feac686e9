import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The product as it runs on a data folder, for whoever knows the folder. */
export interface RunningProduct {
  /** Address of the dashboard. */
  readonly url: string;
  readonly mqttPort: number;
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** One-time login of the first administrator, from the 0600 file. */
  readonly firstLogin: { readonly email: string; readonly password: string };
  /** Process id of a child by name (`ingestor`, `broker`, `dashboard`, `simulator`), as it is now. */
  readonly pidOf: (name: string) => number;
  /** Runs a `wachter` command against it; resolves with what it printed. */
  readonly command: (...words: string[]) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
}

/** The product, started as a user starts it, in a folder of its own and on ports of its own. */
export interface StartedProduct extends RunningProduct {
  /** What it printed so far. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const startScript = path.join(root, 'apps/launcher/start.mjs');

/** Ports nobody listens on at this moment, all different: each is held until the last is found. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = held.flatMap((server) => {
    const address = server.address();
    return address && typeof address === 'object' ? [address.port] : [];
  });
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no port');
  return port;
}

const listenAnywhere = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

/** Starts everything with `npm start`'s own entry. Rejects with what was printed when it does not become ready in time. */
export async function startProduct({
  env = {},
  readyWithinMs = 240_000,
}: {
  env?: Record<string, string>;
  readyWithinMs?: number;
} = {}): Promise<StartedProduct> {
  const dataDir = env['WACHTER_DATA_DIR'] ?? mkdtempSync(path.join(tmpdir(), 'wachter-product-'));
  const [web, mqtt] = await freePorts(2);
  const ports = { PORT: String(web), MQTT_PORT: String(mqtt) };
  const ownEnv = { ...bareEnv(), ...ports, ...env, WACHTER_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [startScript, 'start'], { cwd: root, env: ownEnv, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const hear = (piece: Buffer) => {
    printed += piece.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  await becomeReady(child, () => printed, readyWithinMs);
  return {
    ...productIn(dataDir),
    output: () => printed,
    stop: async () => {
      const code = await end(child);
      if (!env['WACHTER_DATA_DIR']) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** A product that was started elsewhere, by its data folder. */
export function productIn(dataDir: string): RunningProduct {
  const state = () => JSON.parse(readFileSync(path.join(dataDir, 'run/state.json'), 'utf8')) as State;
  const { dashboardUrl, mqttPort, databaseUrl } = state();
  return {
    url: dashboardUrl,
    mqttPort,
    dataDir,
    databaseUrl,
    firstLogin: readFirstLogin(path.join(dataDir, 'first-login')),
    pidOf: (name) => {
      const found = state().processes.find((process) => process.name === name)?.pid;
      if (!found) throw new Error(`no process ${name} is running`);
      return found;
    },
    command: (...words) => runCommand(words, { ...bareEnv(), WACHTER_DATA_DIR: dataDir }),
  };
}

/** What the person who runs the tests has set must not decide what they see. */
const bareEnv = (): NodeJS.ProcessEnv => {
  const foreign = /^(WACHTER_|PORT$|MQTT_|DATABASE_URL$|INIT_CWD$|VITEST|TEST_|PW_|PLAYWRIGHT_|NODE_OPTIONS$|FORCE_COLOR$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
};

interface State {
  readonly dashboardUrl: string;
  readonly mqttPort: number;
  readonly databaseUrl: string;
  readonly processes: readonly { readonly name: string; readonly pid: number | null }[];
}

function becomeReady(child: ChildProcess, printed: () => string, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`not ready after ${withinMs / 1000} s:\n${printed()}`));
    }, withinMs);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      child.stdout?.off('data', look);
      finish();
    };
    const look = () => {
      if (printed().includes('Wachter is ready')) settle(resolve);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => settle(() => reject(new Error(`ended with ${code} before it was ready:\n${printed()}`))));
  });
}

/** The file is `e-mail: …` and `one-time password: …` lines, for people and for us; it goes away with the first login. */
function readFirstLogin(file: string): RunningProduct['firstLogin'] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const field = (name: string) => text.match(new RegExp(`(?:${name})[^:]*:\\s*(\\S+)`, 'i'))?.[1] ?? '';
  return { email: field('e-?mail|user|login'), password: field('password') };
}

function runCommand(words: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [startScript, ...words], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    child.once('exit', (code) => resolve({ code: code ?? 1, out, err }));
  });
}

function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', (code) => {
      clearTimeout(force);
      resolve(code);
    });
    child.kill('SIGTERM');
  });
}
