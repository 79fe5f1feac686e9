import type {
  Alarm,
  AlarmSettings,
  AlarmWrite,
  AnnouncedTest,
  Device,
  DeviceState,
  Equipment,
  FloodRecord,
  Instant,
  JournalEntry,
  Location,
  MaintenanceWindow,
  Point,
  PointState,
  Reading,
  RuleInstance,
  RuleProblem,
  Withholding,
} from '@wachter/core';

export type { AlarmWrite } from '@wachter/core';

/** Everything the ingestor must know to resolve, judge and evaluate. `version` changes when people changed any of it. */
export interface Directory {
  readonly revision: string;
  readonly devices: readonly (Device & { readonly mapping: unknown })[];
  readonly points: readonly Point[];
  readonly rules: readonly RuleInstance[];
  readonly locations: readonly Pick<Location, 'id' | 'parentId'>[];
  readonly equipment: readonly Pick<Equipment, 'id' | 'kind' | 'name' | 'rating' | 'fedBy'>[];
  readonly sites: readonly { readonly id: string; readonly timeZone: string; readonly settings: AlarmSettings }[];
  /** In force or planned, and those that ended within the last day: the engine may not have seen their end yet. */
  readonly withholdings: readonly Withholding[];
  readonly windows: readonly MaintenanceWindow[];
  /** Planned and open, and those that ended within the last day. */
  readonly tests: readonly AnnouncedTest[];
}

export interface NewDevice {
  readonly id: string;
  readonly dialect: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly firstSeenAt: Instant;
}

/** A point that a device was heard to have; unplaced and not approved. */
export interface NewPoint {
  readonly deviceId: string;
  readonly channel: string;
  readonly tag: string;
  readonly name: string;
  readonly quantity: string | null;
  readonly sourceUnit: string | null;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
}

export interface QuarantinedMessage {
  readonly receivedAt: Instant;
  readonly deviceId: string | null;
  readonly channel: string | null;
  readonly topic: string;
  readonly kind: string;
  readonly detail: string;
  readonly payload: Uint8Array;
}

/** One boot of a native device: how far its numbering is stored without a hole. */
export interface DeviceSession {
  readonly deviceId: string;
  readonly boot: string;
  readonly contiguousSeq: number;
  readonly highestSeq: number;
  readonly startedAt: Instant;
}

/** Holes of a device's numbering, inclusive. `closedAt` null while open. Key: device, boot, fromSeq at the time it was opened. */
export interface DeviceGap {
  readonly deviceId: string;
  readonly boot: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: 'filled' | 'lost-by-device' | null;
}

/** A journal row, with whose it is. */
export interface RecordedTransition extends Pick<JournalEntry, 'alarmId' | 'kind' | 'recordedAt'> {
  readonly siteId: string;
  readonly ruleId: string;
}

/** Readings of a point, source time in [from, to], that came out of order and that its rules have not looked over yet. */
export interface LateReadings {
  readonly pointId: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** Everything that one batch of messages says. All of it commits, or none. */
export interface IngestBatch {
  readonly fence: bigint;
  readonly readings: readonly Reading[];
  readonly pointStates: readonly Omit<PointState, 'version'>[];
  readonly deviceStates: readonly Omit<DeviceState, 'version'>[];
  readonly sessions: readonly DeviceSession[];
  /** The whole list of gaps that are open now, and those closed by this batch. */
  readonly gaps: readonly DeviceGap[];
  readonly quarantined: readonly QuarantinedMessage[];
  readonly alarms: readonly AlarmWrite[];
  readonly journal: readonly JournalEntry[];
  /** Every rule that cannot do its work, when the list has changed. `since` of one that was known with the same words stays. */
  readonly ruleProblems?: readonly RuleProblem[];
  /** Floods that began, grew or ended; the last word on each replaces the one before. */
  readonly floods?: readonly FloodRecord[];
  /** Everything that waits to be looked over, when the list has changed. One row a point. */
  readonly lateReadings?: readonly LateReadings[];
  /** Present at most once a second: what the leader says of itself; the database's clock stamps it. */
  readonly heartbeat?: {
    readonly isBrokerConnected: boolean;
    readonly lastReadingAt: Instant | null;
    readonly readingsLastMinute: number;
    readonly details: Readonly<Record<string, unknown>>;
  };
}

export interface CommitOutcome {
  readonly version: number;
  /** Readings that were new; the rest of the batch was stored before. */
  readonly stored: number;
}

/** Somebody else holds the lease: whatever this writer still has must not be written, and not be acknowledged. */
export class FencedOutError extends Error {
  override readonly name = 'FencedOutError';
}

/**
 * Storage of the ingest path. One writer: the lease holder. Guarantees: `commit` is one transaction and checks `fence` against the
 * lease row under a lock (FencedOutError otherwise, nothing written); a reading whose (pointId, observedAt) exists is
 * skipped, so `commit` of the same batch twice stores once; after it resolves the data survives a crash; a notification
 * tells listeners the new version. Lost infrastructure throws (`retryable` true on the error where a retry may help).
 */
export interface IngestStore {
  readonly loadDirectory: () => Promise<Directory>;
  /** Cheap: has anything of the directory changed since? Compared by the caller with `Directory.revision`. */
  readonly directoryRevision: () => Promise<string>;
  /** Idempotent. Returns the points with their ids, in the order given. */
  readonly register: (fence: bigint, devices: readonly NewDevice[], points: readonly NewPoint[]) => Promise<readonly Point[]>;
  readonly loadPointStates: () => Promise<readonly PointState[]>;
  readonly loadDeviceStates: () => Promise<readonly DeviceState[]>;
  readonly loadSessions: () => Promise<{ readonly sessions: readonly DeviceSession[]; readonly openGaps: readonly DeviceGap[] }>;
  /** Occurrences whose derived state is not normal, with people's columns. */
  readonly loadUnfinishedAlarms: () => Promise<readonly Alarm[]>;
  /** As the last batch that held the list left it. */
  readonly loadLateReadings: () => Promise<readonly LateReadings[]>;
  /** What was recorded since, in the order of record: for what looks back some minutes over a restart. */
  readonly loadTransitions: (since: Instant) => Promise<readonly RecordedTransition[]>;
  /** Floods that have not ended. */
  readonly loadFloods: () => Promise<readonly FloodRecord[]>;
  /** Acknowledged or reset since `version`: people's columns the engine must see. Rows that overlap are harmless. */
  readonly alarmsChangedSince: (version: number) => Promise<readonly Alarm[]>;
  /** Stored readings of the points, source time in [from, to), ascending by point then time. */
  readonly loadWindow: (pointIds: readonly number[], from: Instant, to: Instant) => Promise<readonly Reading[]>;
  /** Occurrences of a rule that overlap [from, to]: used to decide whether late data tells something new. */
  readonly alarmsOverlapping: (ruleId: string, from: Instant, to: Instant) => Promise<readonly Alarm[]>;
  readonly commit: (batch: IngestBatch) => Promise<CommitOutcome>;
}

export interface Lease {
  readonly holder: string;
  readonly fence: bigint;
  /** By the holder's monotonic clock, so that a jump of the wall clock neither prolongs nor ends it. */
  readonly ttlMs: number;
}

/** Leadership. `acquire` takes a free or expired lease with a higher fence, else says who has it. `renew` false = lost. */
export interface LeaseStore {
  readonly acquire: (
    name: string,
    holder: string,
    ttlMs: number,
  ) => Promise<{ readonly ok: true; readonly fence: bigint } | { readonly ok: false; readonly holder: string }>;
  readonly renew: (name: string, fence: bigint, ttlMs: number) => Promise<boolean>;
  readonly release: (name: string, fence: bigint) => Promise<void>;
}
