import { backupLate, type Instant } from '@wachter/core';
import type { Store } from '@wachter/services';
import { backupHealth } from '@wachter/services/backup/health';
import type { Job } from './jobs.ts';

const MINUTE = 60_000;
/** More than a day of base backups and restores. */
const ROWS = 100;

export interface BackupWatch {
  readonly job: Job;
  /** What the rule of every site is told of; empty where nobody makes backups from here. */
  readonly works: () => ReadonlyMap<string, boolean>;
}

/** Looks whether backups are made in time and hold. What is late when this process starts gets as long as a new one would. */
export function backupWatch({ backups }: Pick<Store, 'backups'>): BackupWatch {
  let since: Instant | null = null;
  let isWell: boolean | null = null;
  return {
    job: {
      id: 'backups',
      everyMs: MINUTE,
      run: async (now) => {
        since ??= now;
        const [rows, places] = await Promise.all([backups.rows(ROWS), backups.places()]);
        const health = backupHealth({ rows, places }, rows.at(-1)?.startedAt ?? since, now);
        isWell = health === null ? null : health.problems.length === 0;
        return null;
      },
    },
    works: () => new Map(isWell === null ? [] : [[backupLate.id, isWell]]),
  };
}
