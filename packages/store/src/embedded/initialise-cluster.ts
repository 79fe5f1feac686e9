import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClusterFolder } from './cluster-folder.ts';
import { diagnose } from './diagnose.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { Binaries } from './install-binaries.ts';
import { type ServerAccount, serverEnvironment } from './server-account.ts';

export const superuser = 'wachter_admin';

/** Checks existing data against the programs. True = there is a cluster, false = it must be made. */
export function hasCluster(folder: ClusterFolder, binaries: Binaries): boolean {
  if (!existsSync(folder.data)) return false;
  const file = path.join(folder.data, 'PG_VERSION');
  const major = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (Number.isNaN(major) || !existsSync(folder.passwordFile)) {
    const missing = Number.isNaN(major) ? file : folder.passwordFile;
    throw new EmbeddedPostgresError(
      'data-damaged',
      `The embedded database cannot use its data folder: ${missing} is missing. Restore ${folder.dataDir} from a backup, or choose an empty data folder.`,
    );
  }
  if (major !== binaries.major) {
    throw new EmbeddedPostgresError(
      'version-mismatch',
      `The embedded database in ${folder.data} was written by PostgreSQL ${major}, and this Wachter brings PostgreSQL ${binaries.major}: start the version that wrote it, or choose an empty data folder.`,
    );
  }
  return true;
}

/** Makes the cluster beside its place and moves it there when it is whole, so that a kill in between leaves nothing half made. */
export function initialiseCluster(
  folder: ClusterFolder,
  programs: { readonly binaries: Binaries; readonly account: ServerAccount | null },
  password: string,
): void {
  const { binaries, account } = programs;
  const unfinished = path.join(folder.cluster, 'unfinished');
  const passwordCopy = path.join(folder.cluster, 'initial-password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(folder.passwordFile, password, { mode: 0o600 });
  writeFileSync(passwordCopy, password, { mode: 0o600 });
  if (account !== null) chownSync(passwordCopy, account.uid, account.gid);
  const made = spawnSync(
    binaries.initdb,
    [
      ...['-D', unfinished, '-U', superuser, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--data-checksums', '--auth=scram-sha-256', `--pwfile=${passwordCopy}`, '--no-instructions'],
    ],
    { cwd: '/', encoding: 'utf8', env: serverEnvironment(), ...(account ?? {}) },
  );
  rmSync(passwordCopy, { force: true });
  if (made.status !== 0) {
    const output = `${made.error?.message ?? ''}\n${made.stdout ?? ''}\n${made.stderr ?? ''}`;
    writeFileSync(folder.logFile, output);
    rmSync(unfinished, { recursive: true, force: true });
    throw diagnose(output, { folder: folder.cluster, logFile: folder.logFile });
  }
  renameSync(unfinished, folder.data);
}
