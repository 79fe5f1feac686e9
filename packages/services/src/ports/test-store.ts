import type { AnnouncedTest, Instant, PlanEntry } from '@wachter/core';

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
  /** Announced tests, cancelled ones among them; the last to begin first. */
  readonly announcedTests: (siteId?: string) => Promise<readonly AnnouncedTest[]>;
}

/** Inside a transaction of the site model. */
export interface TestWrites {
  /** Append-only: throws when the site has this version already. */
  readonly addTestPlan: (plan: StoredPlan) => Promise<void>;
  readonly putAnnouncedTest: (test: AnnouncedTest) => Promise<void>;
}
