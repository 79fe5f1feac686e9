import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs node in the foreground of our own terminal and passes signals on. Resolves to its exit code. */
export function runAttached(
  args: readonly string[],
  how: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { ...how, stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    const ignore = () => undefined;
    // Ctrl-C reaches the whole group; only what is sent to us alone is passed on.
    process.on('SIGINT', process.stdin.isTTY ? ignore : pass);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 1)));
  });
}
