import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { ServerAccount } from './server-account.ts';

const mayEnter = (stats: Stats, account: ServerAccount): boolean => {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
};

/** Whether the account can walk to `folder`: it, and every folder above it, lets the account in. Null = ourselves, who made it. */
export function isReachable(folder: string, account: ServerAccount | null): boolean {
  if (account === null) return true;
  let current = realpathSync(folder);
  for (;;) {
    if (!mayEnter(statSync(current), account)) return false;
    const above = path.dirname(current);
    if (above === current) return true;
    current = above;
  }
}
