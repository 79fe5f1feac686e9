import type { Instant, RunRecord } from '@wachter/core';

/** One version of a run. `runId` stays when late data move its beginning, `record.id` may not. */
export interface StoredRun {
  readonly siteId: string;
  readonly runId: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly record: RunRecord;
}

/** Runs of emergency power. Append-only: nothing is changed or taken away, what is known better later is a further version. */
export interface PowerStore {
  /**
   * Appends a version of the run of the site that `record` overlaps in time, or a new run. Null when the latest version says the same, or when
   * another writer was quicker: the same run written twice is there once.
   */
  readonly keepRun: (siteId: string, record: RunRecord, recordedAt: Instant) => Promise<StoredRun | null>;
  /** The latest version of each run that began before `before`, the newest first. Without a site: of all. */
  readonly runs: (query: {
    readonly siteId?: string | undefined;
    readonly before?: Instant | undefined;
    readonly limit: number;
  }) => Promise<readonly StoredRun[]>;
  /** Every version of a run, the first first; empty when there is none. */
  readonly versions: (siteId: string, runId: string) => Promise<readonly StoredRun[]>;
}
