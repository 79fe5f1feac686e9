import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { findPostmaster } from './postmaster.ts';

/** The one folder outside `dataDir` that belongs to it: a direct child named `cluster-<id>`, never what holds the clusters of others. */
const ownCluster = (dataDir: string): string | null => {
  const location = path.join(dataDir, 'location');
  if (!existsSync(location)) return null;
  const cluster = path.resolve(readFileSync(location, 'utf8').trim());
  return /^cluster-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(path.basename(cluster)) ? cluster : null;
};

/**
 * Deletes a stopped embedded database: its data folder, and the cluster that the folder's `location` names where that lies elsewhere.
 * Other databases beside it are left alone. Refuses while its server runs.
 */
export function removeEmbeddedPostgres(dataDir: string): void {
  const cluster = ownCluster(dataDir);
  const running = findPostmaster(path.join(cluster ?? path.join(dataDir, 'cluster'), 'data'));
  if (running !== null) {
    throw new EmbeddedPostgresError(
      'in-use',
      `The embedded database in ${dataDir} still runs (process ${running.pid}): stop it first.`,
    );
  }
  if (cluster !== null) rmSync(cluster, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
