import type { Instant, Reading } from '@wachter/core';

/** A bucket of a history. Nulls = nothing measured: drawn as a gap, never as a line. */
export interface Bucket {
  readonly startsAt: Instant;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  readonly count: number;
  readonly badCount: number;
  /** Seconds of the bucket covered by good values. */
  readonly goodSeconds: number;
}

/** Stored readings. Ranges are half open, source time; results ascend. */
export interface HistoryStore {
  readonly raw: (pointId: number, from: Instant, to: Instant, limit: number) => Promise<readonly Reading[]>;
  /** At most `count` equal buckets, from raw or the roll-up that is fine enough. Minimum and maximum survive every step. */
  readonly buckets: (
    pointId: number,
    from: Instant,
    to: Instant,
    count: number,
  ) => Promise<{ readonly bucketSeconds: number; readonly buckets: readonly Bucket[] }>;
  /** Several points at once, for sparklines. */
  readonly sparklines: (
    pointIds: readonly number[],
    from: Instant,
    to: Instant,
    count: number,
  ) => Promise<ReadonlyMap<number, readonly Bucket[]>>;
  /** All rows of a range in pieces, for exports. */
  readonly stream: (pointId: number, from: Instant, to: Instant) => AsyncIterable<readonly Reading[]>;
  /** Share of [from, to) covered by good values, per point. */
  readonly completeness: (pointIds: readonly number[], from: Instant, to: Instant) => Promise<ReadonlyMap<number, number>>;
}

/** Jobs that keep storage in order. Each is bounded, restartable and says what it did. */
export interface MaintenanceStore {
  /** Makes the partitions of the months from..to (inclusive); existing ones are left alone. */
  readonly ensurePartitions: (from: Instant, to: Instant) => Promise<readonly string[]>;
  /** Recomputes at most `limit` dirty 15-minute buckets and the hours and days above them. Returns how many are left. */
  readonly rollUp: (limit: number) => Promise<{ readonly done: number; readonly left: number }>;
  readonly dropBefore: (kind: 'reading', before: Instant) => Promise<readonly string[]>;
  /**
   * Deletes at most `limit` rows, and says how many. `notice` are messages of telling made before then that are sent or given up, of alarms that
   * are not told any more, with the links in them and the drills they belong to; what is still owed is never deleted.
   */
  readonly deleteBefore: (kind: '15m' | '1h' | '1d' | 'quarantine' | 'notice', before: Instant, limit: number) => Promise<number>;
  /** Deletes the oldest quarantine rows beyond `rows` or `bytes`; the totals per device and kind stay. */
  readonly boundQuarantine: (rows: number, bytes: number) => Promise<number>;
}
