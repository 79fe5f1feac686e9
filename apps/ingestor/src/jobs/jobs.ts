import type { Instant } from '@wachter/core';
import type { MaintenanceStore } from '@wachter/services';
import type { Logger } from '../log.ts';

/** One piece of housekeeping. `run` does a bounded share and returns what it did, for the log, or null when there was nothing to do. */
export interface Job {
  readonly id: string;
  readonly everyMs: number;
  readonly run: (now: Instant) => Promise<object | null>;
}

export interface JobState {
  readonly id: string;
  readonly ranAt: Instant | null;
  readonly failures: number;
  /** Why the last run failed; null after a good one. */
  readonly problem: string | null;
}

/** How long data is kept, in days. Messages of telling and drills 3 years, as evidence. Raw readings 13 months, quarter hours 3 years, hours 10 years, days for ever (domain.md 9.2). */
export interface Retention {
  readonly readingDays: number;
  readonly quarterDays: number;
  readonly hourDays: number;
  readonly quarantineDays: number;
  readonly noticeDays: number;
}

export const DEFAULT_RETENTION: Retention = {
  readingDays: 400,
  quarterDays: 1_100,
  hourDays: 3_653,
  quarantineDays: 90,
  noticeDays: 1_100,
};

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const QUARANTINE_ROWS = 100_000;
const QUARANTINE_BYTES = 256 * 1_024 * 1_024;
const BUCKETS_A_ROUND = 2_000;
const ROWS_A_ROUND = 20_000;

/** The housekeeping of storage. One list; a new job is one entry. */
export const storageJobs = (store: MaintenanceStore, retention: Retention): readonly Job[] => [
  {
    id: 'partitions',
    everyMs: 3_600 * SECOND,
    run: async (now) => {
      const made = await store.ensurePartitions(now, now + 62 * DAY);
      return made.length > 0 ? { made } : null;
    },
  },
  {
    id: 'roll-up',
    everyMs: 5 * SECOND,
    run: async () => {
      const { done, left } = await store.rollUp(BUCKETS_A_ROUND);
      return left > BUCKETS_A_ROUND ? { done, left } : null;
    },
  },
  {
    id: 'quarantine-bound',
    everyMs: 60 * SECOND,
    run: async () => counted(await store.boundQuarantine(QUARANTINE_ROWS, QUARANTINE_BYTES)),
  },
  {
    id: 'retention',
    everyMs: 86_400 * SECOND,
    run: async (now) => {
      const dropped = await store.dropBefore('reading', now - retention.readingDays * DAY);
      const quarters = await store.deleteBefore('15m', now - retention.quarterDays * DAY, ROWS_A_ROUND);
      const hours = await store.deleteBefore('1h', now - retention.hourDays * DAY, ROWS_A_ROUND);
      const quarantine = await store.deleteBefore('quarantine', now - retention.quarantineDays * DAY, ROWS_A_ROUND);
      const notices = await store.deleteBefore('notice', now - retention.noticeDays * DAY, ROWS_A_ROUND);
      const counts = { quarters, hours, quarantine, notices };
      return dropped.length + quarters + hours + quarantine + notices > 0 ? { dropped, ...counts } : null;
    },
  },
];

const counted = (deleted: number): object | null => (deleted > 0 ? { deleted } : null);

export interface Jobs {
  /** Runs what is due, one after the other; a second call while one runs does nothing. */
  readonly round: () => Promise<void>;
  readonly states: () => readonly JobState[];
}

/** Runs jobs when due. A failure is logged, counted and shown, and the job is tried again after a tenth of its period. */
export function createJobs(jobs: readonly Job[], settings: { readonly log: Logger; readonly now: () => Instant }): Jobs {
  const states = new Map<string, JobState & { readonly dueAt: Instant }>(
    jobs.map(({ id }) => [id, { id, ranAt: null, failures: 0, problem: null, dueAt: 0 }]),
  );
  let isRunning = false;

  const attempt = async (job: Job) => {
    const before = states.get(job.id);
    const now = settings.now();
    // Further ahead than its period: the clock was set back meanwhile.
    if (!before || (before.dueAt > now && before.dueAt - now <= job.everyMs)) return;
    try {
      const did = await job.run(now);
      if (did) settings.log.info({ job: job.id, ...did }, 'housekeeping');
      states.set(job.id, { ...before, ranAt: now, problem: null, dueAt: now + job.everyMs });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (before.problem !== problem) settings.log.error({ job: job.id, error: problem }, 'housekeeping failed');
      states.set(job.id, {
        ...before,
        failures: before.failures + 1,
        problem,
        dueAt: now + Math.max(5 * SECOND, job.everyMs / 10),
      });
    }
  };
  return {
    round: async () => {
      if (isRunning) return;
      isRunning = true;
      for (const job of jobs) await attempt(job);
      isRunning = false;
    },
    states: () => [...states.values()].map(({ id, ranAt, failures, problem }) => ({ id, ranAt, failures, problem })),
  };
}
