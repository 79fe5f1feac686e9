import type { AnnouncedTest, Instant, PlanEntry, RecordContent, SignedBy } from '@wachter/core';

/** One version of the plan of tests of a site. */
export interface StoredPlan {
  readonly siteId: string;
  readonly version: number;
  readonly entries: readonly PlanEntry[];
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** One version of a record. `run`: the version of a run that it is about, with its hash. `contentHash`: SHA-256 of all that was said, what is signed. */
export interface StoredRecord {
  readonly recordId: string;
  readonly version: number;
  readonly siteId: string;
  readonly equipmentId: string;
  readonly kind: string;
  readonly testId: string | null;
  readonly run: { readonly runId: string; readonly version: number; readonly hash: string } | null;
  readonly content: RecordContent;
  readonly contentHash: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

export interface StoredSignature extends SignedBy {
  readonly recordId: string;
  readonly version: number;
  readonly name: string;
  readonly contentHash: string;
  readonly signedAt: Instant;
}

export interface StoredPhoto {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly addedAt: Instant;
  readonly addedBy: string;
}

/** Reads about tests of emergency power. */
export interface TestReads {
  /** The latest plan of each site that has one, or of one site. */
  readonly testPlans: (siteId?: string) => Promise<readonly StoredPlan[]>;
  /** Announced tests, cancelled ones among them; the last to begin first. */
  readonly announcedTests: (siteId?: string) => Promise<readonly AnnouncedTest[]>;
  /** Every version of the records that fit, by record and version, with their signatures. */
  readonly testRecords: (filter: {
    readonly siteId?: string | undefined;
    readonly recordId?: string | undefined;
  }) => Promise<readonly (StoredRecord & { readonly signatures: readonly StoredSignature[] })[]>;
  readonly testPhoto: (hash: string) => Promise<StoredPhoto | null>;
}

/** Inside a transaction of the site model. */
export interface TestWrites {
  /** Append-only: throws when the site has this version already. */
  readonly addTestPlan: (plan: StoredPlan) => Promise<void>;
  readonly putAnnouncedTest: (test: AnnouncedTest) => Promise<void>;
  /** Append-only: throws when the record has this version already. */
  readonly addTestRecord: (record: StoredRecord) => Promise<void>;
  /** Append-only: throws when there is one of this role, or no such version. */
  readonly addTestSignature: (signature: StoredSignature) => Promise<void>;
  /** Kept once: the same bytes again change nothing. */
  readonly addTestPhoto: (photo: StoredPhoto) => Promise<void>;
}
