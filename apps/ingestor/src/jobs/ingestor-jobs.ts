import type { Instant } from '@wachter/core';
import type { Store } from '@wachter/services';
import type { Logger } from '../log.ts';
import { createJobs, DEFAULT_RETENTION, type Jobs, type Retention, storageJobs } from './jobs.ts';
import { powerRunsJob } from './power-runs.ts';

/** What the leading ingestor does beside taking messages. */
export const ingestorJobs = (
  store: Store,
  settings: { readonly log: Logger; readonly now: () => Instant; readonly retention?: Retention | undefined },
): Jobs =>
  createJobs([...storageJobs(store.maintenance, settings.retention ?? DEFAULT_RETENTION), powerRunsJob(store)], settings);

export type { JobState, Retention } from './jobs.ts';
