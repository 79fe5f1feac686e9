import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { forSpawn } from '../env.ts';
import { identify, type ProcessIdentity } from '../process-identity.ts';
import { backOff } from './back-off.ts';
import { consoleLine } from './console-line.ts';
import { endProcess, forgetProcess, rememberProcess, signal } from './leftovers.ts';
import { readLines } from './lines.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { onLeash } from './on-leash.ts';

export interface ChildSpec {
  readonly name: string;
  /** Arguments of node: flags, then the script and its own. Never a secret: every user of the machine can read them. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Child {
  readonly name: string;
  readonly pid: () => number | null;
  readonly restarts: () => number;
  /** Resolves when the process that runs now has ended. */
  readonly ended: () => Promise<void>;
}

export interface Supervisor {
  readonly start: (spec: ChildSpec) => Child;
  readonly children: () => readonly Child[];
  /** Ends all, the last started first, each within its share of `graceMs`; whoever does not, is killed. */
  readonly stop: (graceMs: number) => Promise<void>;
  /** Ends all at once, without asking. */
  readonly kill: () => void;
}

export interface SupervisorOptions {
  readonly logs: string;
  readonly run: string;
  readonly print: (line: string) => void;
  readonly onChange?: () => void;
}

interface Kept {
  readonly spec: ChildSpec;
  readonly log: LogFile;
  process: ChildProcess | null;
  identity: ProcessIdentity | null;
  begunAt: number;
  waitMs: number | null;
  restarts: number;
  timer: NodeJS.Timeout | null;
  ended: Promise<void>;
}

/** Runs child processes: starts again what dies, keeps their output in bounded files, shows what is worth a look. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const all: Kept[] = [];
  let isStopping = false;

  const launch = (kept: Kept) => {
    const { spec } = kept;
    kept.timer = null;
    kept.begunAt = performance.now();
    const child = spawn(process.execPath, [...onLeash(), ...spec.args], {
      cwd: spec.cwd,
      env: forSpawn(spec.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    kept.process = child;
    kept.identity = child.pid === undefined ? null : identify(child.pid);
    if (child.pid !== undefined) rememberProcess(options.run, spec.name, child.pid);
    pipeOutput(kept, child, options.print);
    kept.ended = new Promise((resolve) => {
      const onEnd = (reason: string) => {
        if (kept.process !== child) return;
        kept.process = null;
        forgetProcess(options.run, spec.name);
        kept.log.write(`--- ended: ${reason}`);
        if (!isStopping) again(kept, reason);
        resolve();
      };
      child.once('error', (error) => onEnd(error.message));
      child.once('exit', (code, by) => onEnd(by ? `killed by ${by}` : `exit code ${code}`));
    });
    options.onChange?.();
  };

  const again = (kept: Kept, reason: string) => {
    kept.waitMs = backOff(kept.waitMs, performance.now() - kept.begunAt);
    kept.restarts += 1;
    options.print(
      `${kept.spec.name}  ended unexpectedly (${reason}); starting it again in ${kept.waitMs / 1000} s. Log: ${logOf(options.logs, kept.spec.name)}`,
    );
    kept.timer = setTimeout(launch, kept.waitMs, kept);
    options.onChange?.();
  };

  return {
    start: (spec) => {
      const log = openLogFile(logOf(options.logs, spec.name));
      const kept: Kept = {
        spec,
        log,
        process: null,
        identity: null,
        begunAt: 0,
        waitMs: null,
        restarts: 0,
        timer: null,
        ended: Promise.resolve(),
      };
      all.push(kept);
      launch(kept);
      return childOf(kept);
    },
    children: () => all.map(childOf),
    stop: async (graceMs) => {
      isStopping = true;
      const endsAt = performance.now() + graceMs;
      for (const [index, kept] of [...all].reverse().entries()) {
        if (kept.timer) clearTimeout(kept.timer);
        const share = (endsAt - performance.now()) / (all.length - index);
        if (kept.process && kept.identity) await endProcess(kept.identity, Math.max(share, 500));
        await kept.ended;
        kept.log.close();
      }
    },
    kill: () => {
      isStopping = true;
      for (const kept of all) if (kept.identity) signal(kept.identity, 'SIGKILL');
    },
  };
}

const logOf = (folder: string, name: string) => path.join(folder, `${name}.log`);

const childOf = (kept: Kept): Child => ({
  name: kept.spec.name,
  pid: () => kept.process?.pid ?? null,
  restarts: () => kept.restarts,
  ended: () => kept.ended,
});

function pipeOutput(kept: Kept, child: ChildProcess, print: (line: string) => void): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name];
    if (!stream) continue;
    readLines(stream, (line) => {
      kept.log.write(line);
      const shown = consoleLine(kept.spec.name, name, line);
      if (shown) print(shown);
    });
  }
}
