import type { Instant } from '@wachter/core';

/** One base backup into one place, or one restore that was tried out of it. `problem` null: it was good. */
export interface BackupRow {
  readonly id: string;
  readonly kind: 'base' | 'verify';
  /** Folder of the place, as it was named. */
  readonly place: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly problem: string | null;
  /** Of a base: `bytes` before compression. Of a verified restore: rows of each table, `newestReadingAt`, records of the audit trail. */
  readonly facts: Readonly<Record<string, number>>;
}

/** How far a place has the log of the database. */
export interface BackupPlaceRow {
  readonly place: string;
  /** Up to then all that was handed on is there; null: never yet. */
  readonly reachedAt: Instant | null;
  /** Log files that wait for it. */
  readonly waiting: number;
  readonly problem: string | null;
  readonly updatedAt: Instant;
}

/** What whoever makes the backups says of them. Rows are appended; places are as they are now, one that is no longer named goes. */
export interface BackupStore {
  readonly note: (row: BackupRow) => Promise<void>;
  /** The newest first. */
  readonly rows: (limit: number) => Promise<readonly BackupRow[]>;
  readonly putPlaces: (places: readonly BackupPlaceRow[]) => Promise<void>;
  readonly places: () => Promise<readonly BackupPlaceRow[]>;
}
