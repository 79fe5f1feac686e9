import { createHash } from 'node:crypto';

/** @param {string} lock text of package-lock.json */
export const hashOfLock = (lock) => createHash('sha256').update(lock).digest('hex');

/**
 * Must `npm ci` run? `stamp` is the hash written after the last install of ours; `hiddenLock` is what npm says it installed.
 * An install made by hand is believed when every package npm lists has the version and integrity of the lock file.
 * @param {{ lock: string, hiddenLock: string | null, stamp: string | null }} found
 * @returns {{ install: boolean, because: string }}
 */
export function decideInstall({ lock, hiddenLock, stamp }) {
  if (hiddenLock === null) return { install: true, because: 'nothing is installed yet' };
  if (stamp?.trim() === hashOfLock(lock)) return { install: false, because: 'installed' };
  const differs = firstDifference(packagesOf(lock), packagesOf(hiddenLock));
  return differs === null ? { install: false, because: 'installed by hand' } : { install: true, because: differs };
}

/** @param {string} text @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} */
function packagesOf(text) {
  try {
    return JSON.parse(text).packages ?? {};
  } catch {
    return {};
  }
}

/** @param {ReturnType<typeof packagesOf>} wanted @param {ReturnType<typeof packagesOf>} present */
function firstDifference(wanted, present) {
  for (const [place, entry] of Object.entries(wanted)) {
    if (!place.includes('node_modules/')) continue;
    const installed = present[place];
    if (!installed && !entry.optional && !entry.devOptional) return `${place.replace(/^.*node_modules\//, '')} is missing`;
    if (installed && (installed.version !== entry.version || installed.integrity !== entry.integrity))
      return `${place.replace(/^.*node_modules\//, '')} has another version`;
  }
  return null;
}

/**
 * What to tell a person when `npm ci` failed. `output` is npm's own output.
 * @param {string} output
 */
export function explainFailure(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network|ERR_SOCKET/i.test(output))
    return 'The packages could not be fetched: the npm registry cannot be reached from here. Name a mirror (npm config set registry URL), or run `npm ci` on a machine with the same system and copy its node_modules folder, then start again.';
  if (/ENOSPC/.test(output)) return 'The packages could not be installed: the disk is full. Free 2 GB and start again.';
  if (/EACCES|EPERM|EROFS/.test(output))
    return 'The packages could not be installed: this folder is not writable for you. Change its owner, or start as the user who owns it.';
  return `The packages could not be installed. npm said:\n${output.trim().split('\n').slice(-8).join('\n')}`;
}
