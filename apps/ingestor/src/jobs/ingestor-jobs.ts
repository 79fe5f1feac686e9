import type { Instant } from '@wachter/core';
import type { Crypto } from '@wachter/services';
import type { DrillServices } from '@wachter/services/oncall/due-drills';
import type { Logger } from '../log.ts';
import { type AnchorPlace, auditWatch } from './audit-anchor.ts';
import { backupWatch } from './backup-watch.ts';
import { batteries } from './batteries.ts';
import { dueDrillsJob } from './due-drills.ts';
import type { HeatMemory } from './heat-memory.ts';
import { createJobs, DEFAULT_RETENTION, type Jobs, type Retention, storageJobs } from './jobs.ts';
import type { PowerRunsJob } from './power-runs.ts';
import { roomHeatJob } from './room-heat.ts';
import { type TestPlans, testPlans } from './test-plans.ts';

interface JobSettings {
  /** Made by `powerRunsJob`: it is told of what is stored, too. */
  readonly runs: PowerRunsJob;
  readonly heat: HeatMemory;
  readonly log: Logger;
  readonly now: () => Instant;
  /** That of the present term; null while this process does not lead. */
  readonly fence: () => bigint | null;
  readonly retention?: Retention | undefined;
  readonly crypto: Pick<Crypto, 'sha256'>;
  /** Where heads of the audit trail are written down. */
  readonly anchorPlaces: readonly AnchorPlace[];
}

/** What the leading ingestor does beside taking messages, and what it found about sites by that. */
export function ingestorJobs(services: DrillServices, settings: JobSettings): Jobs & Pick<TestPlans, 'works'> {
  const { store } = services;
  const plans = testPlans(store);
  const strings = batteries(store);
  const storage = storageJobs(store.maintenance, settings.retention ?? DEFAULT_RETENTION);
  const saved = backupWatch(store);
  const trail = auditWatch(store, { places: settings.anchorPlaces, crypto: settings.crypto });
  const own = [
    settings.runs,
    dueDrillsJob(services, settings.fence),
    plans.job,
    roomHeatJob(store, settings.heat),
    trail.job,
    saved.job,
    strings.job,
  ];
  const works: TestPlans['works'] = (siteId) =>
    new Map([...plans.works(siteId), ...strings.works(siteId), ...trail.works(), ...saved.works()]);
  return { ...createJobs([...storage, ...own], settings), works };
}

export type { JobState, Retention } from './jobs.ts';
