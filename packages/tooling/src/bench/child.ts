import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Scratch } from './scratch.ts';

export const root = path.resolve(import.meta.dirname, '../../../..');

/** A process of ours; its last words are kept for when it fails. */
export interface Child {
  readonly pid: number;
  readonly said: () => string;
  readonly hasEnded: () => boolean;
  /** Resolves with what it printed when it ends with 0; rejects with its last words otherwise. */
  readonly result: Promise<string>;
  readonly end: () => Promise<void>;
}

export interface Command {
  readonly name: string;
  readonly program?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const kept = 20_000;

/** Starts a process that is ended, by its id, at the end of the scratch at the latest. `program` left out: Node. */
export function startChild(scratch: Scratch, { name, program, args, env = {}, cwd = root }: Command): Child {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(program ?? process.execPath, [...args], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    err = (err + bytes.toString()).slice(-kept);
  });
  const result = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${name} ended with ${code ?? signal}: ${(err || out).slice(-2_000)}`));
    });
  });
  result.catch(() => undefined);
  const end = () => endChild(child);
  scratch.atEnd(end);
  return { pid: child.pid ?? 0, said: () => out + err, hasEnded: () => isOver(child), result, end };
}

/** Node with a TypeScript file of this checkout. */
export const script = (file: string, nodeFlags: readonly string[] = []): readonly string[] => [
  ...nodeFlags,
  '--import',
  'tsx',
  path.join(root, file),
];

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function endChild(child: ChildProcess): Promise<void> {
  if (isOver(child) || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
