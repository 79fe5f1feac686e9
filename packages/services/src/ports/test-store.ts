import type { Instant, PlanEntry } from '@wachter/core';

/** One version of the plan of tests of a site. */
export interface StoredPlan {
  readonly siteId: string;
  readonly version: number;
  readonly entries: readonly PlanEntry[];
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** Reads about tests of emergency power. */
export interface TestReads {
  /** The latest plan of each site that has one, or of one site. */
  readonly testPlans: (siteId?: string) => Promise<readonly StoredPlan[]>;
}

/** Inside a transaction of the site model. Append-only: nothing is changed or taken away. */
export interface TestWrites {
  /** Throws when the site has this version already. */
  readonly addTestPlan: (plan: StoredPlan) => Promise<void>;
}
