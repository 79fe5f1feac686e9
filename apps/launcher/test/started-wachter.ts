import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const script = path.join(root, 'apps/launcher/start.mjs');

export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** What a test starts: the real entry of `npm start`, with an environment of its own. */
export interface Started {
  readonly child: ChildProcess;
  readonly text: () => string;
  /** Resolves when the line was printed; rejects when the process ends before. */
  readonly until: (line: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Only what is named: the environment of the person who runs the tests must not decide what they see. */
const cleanEnv = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(WACHTER_|PORT$|MQTT_|DATABASE_URL$|INIT_CWD$|VITEST)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', ...env };
};

export function startWachter(words: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [script, ...words], { cwd: root, env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const lookers = new Set<() => void>();
  const keep = (bytes: Buffer) => {
    text += bytes.toString();
    for (const look of lookers) look();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, text })));
  const until = (line: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.includes(line)) resolve();
      };
      lookers.add(look);
      look();
      void ended.then(() => reject(new Error(`ended before "${line}":\n${text}`)));
    });
  return { child, text: () => text, until, ended };
}

/** Runs a command to its end. */
export const run = (words: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> =>
  startWachter(words, env).ended;

export interface State {
  readonly pid: number;
  readonly dashboardUrl: string;
  readonly mqttPort: number;
  readonly databaseUrl: string;
  readonly processes: readonly { readonly name: string; readonly pid: number | null }[];
}

export const stateOf = (dataDir: string): State =>
  JSON.parse(readFileSync(path.join(dataDir, 'run/state.json'), 'utf8')) as State;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie has ended; it only waits to be collected.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
