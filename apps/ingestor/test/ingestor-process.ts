import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** An ingestor as it runs in the product: a process of its own that may be killed. */
export interface IngestorProcess {
  readonly child: ChildProcess;
  readonly log: () => string;
  /** Resolves when it has said `text`; rejects when it ends before. */
  readonly until: (text: string) => Promise<void>;
  /** Resolves with its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** Starts one with the environment of the test and `settings` above it; `children` is where the test finds what it must end. */
export function startIngestor(settings: Readonly<Record<string, string>>, children: Set<IngestorProcess>): IngestorProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'apps/ingestor/src/main.ts')], {
    cwd: root,
    env: { ...process.env, WACHTER_LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listeners = new Set<() => void>();
  const hear = (piece: Buffer) => {
    said += piece.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const until = (text: string) => {
    const heard = new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!said.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`the ingestor ended before it said "${text}":\n${said}`)));
    });
    // Whoever races two of them, or kills one that was waited for, is not surprised by the end.
    heard.catch(() => undefined);
    return heard;
  };
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const running = { child, log: () => said, until, ended, kill };
  children.add(running);
  return running;
}

/** Ends all that still run. */
export async function endAll(children: Set<IngestorProcess>): Promise<void> {
  await Promise.all([...children].map(({ child, ended, kill }) => (child.exitCode === null ? kill('SIGKILL') : ended)));
  children.clear();
}
