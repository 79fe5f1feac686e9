// What npm calls. Plain Node without packages, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from './src/install/install.mjs';
import { nodeTooOld } from './src/install/node-version.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(process.argv[1] ?? ''), '../..');
const words = process.argv.slice(2);

const tooOld = nodeTooOld(process.versions.node);
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}
const refused = await ensureInstalled(root, process.env);
if (refused) {
  console.error(refused);
  process.exit(1);
}
handOver();

/**
 * `start` gets a session of its own: a Ctrl-C in the terminal reaches only this process, which passes it on once. The IPC channel
 * is its leash: when this process is killed, the other side sees the channel close and stops what it started.
 */
function handOver() {
  const isService = words[0] === 'start' && !words.includes('--help');
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'apps/launcher/src/main.ts'), ...words], {
    cwd: root,
    stdio: isService ? ['ignore', 'inherit', 'inherit', 'ipc'] : 'inherit',
    detached: isService,
    env: { ...process.env, WACHTER_CALLED_FROM: process.env.INIT_CWD ?? process.cwd(), NEXT_TELEMETRY_DISABLED: '1' },
  });
  const isTerminal = process.stdin.isTTY === true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // In a terminal the whole group has heard Ctrl-C already, unless the child is in a session of its own.
      if (isService || signal !== 'SIGINT' || !isTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`Wachter could not be started: ${error.message}.`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137)));
}
