import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAlive } from './postmaster.ts';

/** Which process started or adopted the server, and the port it was given. Kept in the state file. */
export interface ServerState {
  readonly port: number;
  readonly postmasterPid: number;
  readonly ownerPid: number;
  /** Start time of the owner as Linux tells it, so that a later process of the same number is not taken for it. */
  readonly ownerStartedAt: string | null;
}

/** Null for one that was killed and not collected yet: it has its number still, and does nothing any more. */
const startOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
};

export const ownState = (port: number, postmasterPid: number): ServerState => ({
  port,
  postmasterPid,
  ownerPid: process.pid,
  ownerStartedAt: startOf(process.pid),
});

export function readState(file: string): ServerState | null {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServerState) : null;
  } catch {
    return null;
  }
}

export function writeState(file: string, state: ServerState): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${file}.new`, file);
}

/** Another living process of ours has this server: sharing it would let one of us stop the other's database. */
export const isOwnedByAnother = (state: ServerState): boolean =>
  state.ownerPid !== process.pid && isAlive(state.ownerPid) && startOf(state.ownerPid) === state.ownerStartedAt;
