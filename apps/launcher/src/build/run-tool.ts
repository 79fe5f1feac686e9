import { spawn } from 'node:child_process';
import { forSpawn } from '../env.ts';
import { exitCode, RefusedError } from '../refused.ts';

export interface Tool {
  /** As in "the dashboard could not be built". */
  readonly purpose: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a node script to its end; refuses with the last lines of its output when it fails. Aborting ends it and its group. */
export function runTool(tool: Tool, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...tool.args], {
      cwd: tool.cwd,
      env: forSpawn(tool.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const keep = (bytes: Buffer) => {
      output = (output + bytes.toString()).slice(-20_000);
    };
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null)
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    signal.addEventListener('abort', end, { once: true });
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      if (code === 0) return resolve();
      const tail = output.trim().split('\n').slice(-25).join('\n');
      reject(new RefusedError(`${tool.purpose} failed:\n${tail}`, exitCode.failure));
    });
  });
}
