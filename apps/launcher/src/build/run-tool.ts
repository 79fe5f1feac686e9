import { spawn } from 'node:child_process';
import { forSpawn } from '../env.ts';
import { identify } from '../process-identity.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { signal as signalProcess } from '../supervise/leftovers.ts';
import { onLeash } from '../supervise/on-leash.ts';

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
    const child = spawn(process.execPath, [...onLeash(), ...tool.args], {
      cwd: tool.cwd,
      env: forSpawn(tool.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    let output = '';
    const keep = (bytes: Buffer) => {
      output = (output + bytes.toString()).slice(-20_000);
    };
    const end = () => {
      const known = child.pid === undefined ? null : identify(child.pid);
      if (known) signalProcess(known, 'SIGTERM');
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
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
