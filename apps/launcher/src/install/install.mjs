import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decideInstall, explainFailure, hashOfLock } from './decide.mjs';

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/**
 * Installs what the lock file names, when it is not there. Null = installed; else the sentence to show.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>}
 */
export async function ensureInstalled(root, env) {
  const lock = textOf(path.join(root, 'package-lock.json'));
  if (lock === null) return `package-lock.json is missing in ${root}: this checkout is not complete. Clone it again.`;
  const stampFile = path.join(root, 'node_modules/.wachter-installed');
  const hiddenLock = textOf(path.join(root, 'node_modules/.package-lock.json'));
  const stamp = textOf(stampFile);
  const decision = decideInstall({ lock, hiddenLock, stamp });
  if (decision.install) {
    const failure = await runNpm(root, env, decision.because);
    if (failure) return failure;
  }
  if (decision.install || stamp?.trim() !== hashOfLock(lock)) writeStamp(stampFile, hashOfLock(lock));
  return null;
}

/** @param {string} file @param {string} hash */
function writeStamp(file, hash) {
  try {
    writeFileSync(file, `${hash}\n`);
  } catch {
    // A node_modules that is read only is as good: the comparison runs again next time.
  }
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @param {string} because @returns {Promise<string | null>} */
function runNpm(root, env, because) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  console.log(`  … installing packages (${because}); once, about a minute`);
  const inNpm = env.npm_execpath?.endsWith('.js') ? env.npm_execpath : null;
  const [command, before] = inNpm ? [process.execPath, [inNpm]] : ['npm', []];
  // No install scripts: nothing we use needs one, and they are what supply-chain attacks run.
  const args = [
    ...before,
    'ci',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  return new Promise((resolve) => {
    const npm = spawn(command, args, {
      cwd: root,
      env: { ...env, NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !inNpm,
    });
    let output = '';
    const keep = (/** @type {Buffer} */ piece) => {
      output = (output + piece.toString()).slice(-20_000);
    };
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    const progress = setInterval(() => console.log(`  … still installing (${seconds()} s)`), 15_000);
    const stop = () => npm.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const finish = (/** @type {string | null} */ failure) => {
      clearInterval(progress);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (failure === null) console.log(`  ✓ packages installed (${seconds()} s)`);
      resolve(failure);
    };
    npm.on('error', (error) =>
      finish(`npm could not be run: ${error.message}. Install npm, which comes with Node, and start again.`),
    );
    npm.on('close', (code, signal) => {
      if (code === 0) finish(null);
      else finish(signal ? 'The installation was interrupted. Start again to finish it.' : explainFailure(output));
    });
  });
}
