import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { judge, type StepOutcome, type Tally, type TestStep } from './step.ts';

interface Exit {
  readonly isClean: boolean;
  readonly note: string | null;
}

/** Runs one step, ends it and its group when it takes too long, and reads what it counted. */
export async function runStep(step: TestStep, inherited: NodeJS.ProcessEnv, signal: AbortSignal): Promise<StepOutcome> {
  const begunAt = performance.now();
  const exit = await runBounded(step, inherited, signal);
  if (step.beside !== null) console.log(`\n── ${step.name}\n${readFileSync(step.beside, 'utf8').trimEnd()}`);
  return { name: step.name, ms: performance.now() - begunAt, ...judge(exit, countsOf(step)) };
}

function countsOf(step: TestStep): Tally | null {
  if (!step.report) return null;
  try {
    return step.report.read(JSON.parse(readFileSync(step.report.file, 'utf8')));
  } catch {
    // It ended before it could write its counts; the exit code says so.
    return null;
  }
}

/** Lowest priority, also of its session where the kernel shares out by session (Linux, `sched_autogroup`). */
function yieldToOthers(pid: number): void {
  setPriority(pid, constants.priority.PRIORITY_LOW);
  const autogroup = `/proc/${pid}/autogroup`;
  if (existsSync(autogroup)) writeFileSync(autogroup, String(constants.priority.PRIORITY_LOW));
}

function runBounded(step: TestStep, inherited: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Exit> {
  return new Promise((resolve) => {
    const output = step.beside === null ? ('inherit' as const) : openSync(step.beside, 'w');
    const child = spawn(process.execPath, [...step.args], {
      cwd: step.cwd,
      env: { ...inherited, ...step.env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    if (output !== 'inherit') {
      closeSync(output);
      if (child.pid !== undefined) yieldToOthers(child.pid);
    }
    let note: string | null = null;
    const end = (why: string) => {
      note = why;
      const pid = child.pid;
      if (pid === undefined) return;
      const send = (name: NodeJS.Signals) => {
        try {
          process.kill(process.platform === 'win32' ? pid : -pid, name);
        } catch {
          // It has ended.
        }
      };
      send('SIGTERM');
      setTimeout(send, 5000, 'SIGKILL').unref();
    };
    const late = setTimeout(() => end(`took longer than ${Math.round(step.withinMs / 60_000)} min and was ended`), step.withinMs);
    const stopped = () => end('interrupted');
    signal.addEventListener('abort', stopped, { once: true });
    child.on('error', (error) => {
      note = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(late);
      signal.removeEventListener('abort', stopped);
      resolve({ isClean: code === 0 && note === null, note });
    });
  });
}
