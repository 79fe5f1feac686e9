import { spawnSync } from 'node:child_process';

/** The system user that runs the database server. PostgreSQL refuses root, so root hands over to an ordinary account. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const idOf = (option: '-u' | '-g', name: string): number | null => {
  const answer = spawnSync('id', [option, name], { encoding: 'utf8' });
  const id = Number.parseInt(answer.stdout ?? '', 10);
  return answer.status === 0 && id > 0 ? id : null;
};

/** Null = run as ourselves: we are not root, or the system knows no such thing. */
export function findServerAccount(ownUid: number | null = process.getuid?.() ?? null): ServerAccount | null {
  if (ownUid !== 0) return null;
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== null && gid !== null) return { uid, gid, name };
  }
  return { uid: 65534, gid: 65534, name: 'nobody' };
}

/**
 * What the server's programs see of our environment: nothing, so no PG… variable of somebody else's database reaches them. Windows
 * programs need theirs (undefined = as ours).
 */
export const serverEnvironment = (): NodeJS.ProcessEnv | undefined =>
  process.platform === 'win32' ? undefined : ({ LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv);
