import { type Instant, ok, type Result, type Words } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { BackupPlaceRow, BackupRow } from '../ports/backup-store.ts';
import { backupHealth } from './health.ts';

export const ListBackups = z.strictObject({ limit: z.number().int().min(1).max(500).default(100) });

export interface BackupList {
  readonly rows: readonly BackupRow[];
  readonly places: readonly BackupPlaceRow[];
  readonly newestBaseAt: Instant | null;
  readonly newestVerifiedAt: Instant | null;
  /** Null where nobody makes backups from here. */
  readonly problems: readonly Words[] | null;
}

/** Base backups and tried restores, the newest first, how far each place is, and what is wrong. */
export const listBackups = defineVerb({
  action: 'backup.read',
  input: ListBackups,
  run: async ({ store, now }, { limit }): Promise<Result<BackupList, never>> => {
    const [rows, places] = await Promise.all([store.backups.rows(limit), store.backups.places()]);
    const health = backupHealth({ rows, places }, 0, now());
    return ok({
      ...{ rows, places, newestBaseAt: health?.newestBaseAt ?? null, newestVerifiedAt: health?.newestVerifiedAt ?? null },
      problems: health?.problems ?? null,
    });
  },
});
