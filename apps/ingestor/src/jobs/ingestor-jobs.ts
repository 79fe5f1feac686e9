import type { Instant } from '@wachter/core';
import type { DrillServices } from '@wachter/services/oncall/due-drills';
import type { Logger } from '../log.ts';
import { dueDrillsJob } from './due-drills.ts';
import { createJobs, DEFAULT_RETENTION, type Jobs, type Retention, storageJobs } from './jobs.ts';
import { powerRunsJob } from './power-runs.ts';

interface JobSettings {
  readonly log: Logger;
  readonly now: () => Instant;
  /** That of the present term; null while this process does not lead. */
  readonly fence: () => bigint | null;
  readonly retention?: Retention | undefined;
}

/** What the leading ingestor does beside taking messages. */
export function ingestorJobs(services: DrillServices, settings: JobSettings): Jobs {
  const { store } = services;
  const storage = storageJobs(store.maintenance, settings.retention ?? DEFAULT_RETENTION);
  return createJobs([...storage, powerRunsJob(store), dueDrillsJob(services, settings.fence)], settings);
}

export type { JobState, Retention } from './jobs.ts';
