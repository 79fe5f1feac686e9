import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isReachable } from './reachable.ts';
import type { ServerAccount } from './server-account.ts';
import { systemFolder } from './system-folder.ts';

/** Files of one embedded database. Everything but the cluster itself is ours and private. */
export interface ClusterFolder {
  readonly dataDir: string;
  /** Owned by the server's account; its child `data` is the PGDATA. */
  readonly cluster: string;
  readonly data: string;
  readonly logFile: string;
  readonly stateFile: string;
  readonly passwordFile: string;
  /** Where the server puts WAL files for the backups; owned by its account. */
  readonly walOut: string;
}

/**
 * The cluster lives in `dataDir` when the server's account can reach it. Otherwise (a checkout below a private home, started by
 * root) it gets a folder of its own in the system folder, and `dataDir/location` remembers which: never moved afterwards.
 */
export function clusterFolder(dataDir: string, account: ServerAccount | null, newId: () => string): ClusterFolder {
  mkdirSync(dataDir, { recursive: true });
  const location = path.join(dataDir, 'location');
  let cluster = existsSync(location) ? readFileSync(location, 'utf8').trim() : path.join(dataDir, 'cluster');
  if (!existsSync(cluster) && !isReachable(dataDir, account)) {
    cluster = path.join(systemFolder(), `cluster-${newId()}`);
    writeFileSync(location, `${cluster}\n`);
  }
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(cluster, account.uid, account.gid);
  if (process.platform !== 'win32') chmodSync(cluster, 0o700);
  return {
    dataDir,
    cluster,
    data: path.join(cluster, 'data'),
    logFile: path.join(dataDir, 'postgres.log'),
    stateFile: path.join(dataDir, 'state.json'),
    passwordFile: path.join(dataDir, 'password'),
    walOut: path.join(cluster, 'wal-out'),
  };
}
