import type { AlarmWrite, FloodRecord, Instant, JournalEntry, Quality } from '@wachter/core';
import type { IngestBatch, NewDevice, NewPoint, QuarantinedMessage } from '@wachter/services';
import type { Delivery } from '../mqtt/delivery.ts';
import type { BootEntry, DeviceEntry, PointEntry } from './entries.ts';

/** A reading on its way; `pointId` is 0 until its point has a key. */
export interface Row {
  pointId: number;
  readonly value: number;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  readonly original?: { readonly value: number; readonly unit: string };
  readonly skewMs?: number | undefined;
}

/** Source times, as they are stored, of late readings of a guarded point that came out of order: the rules look back over them once the batch is stored. */
export interface LateRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the messages of one transaction say. Filled by the pipeline, then sealed and committed. */
export interface Batch {
  readonly deliveries: Delivery[];
  bytes: number;
  readonly rows: Row[];
  readonly unkeyed: { readonly row: Row; readonly entry: PointEntry }[];
  readonly points: Set<PointEntry>;
  readonly devices: Map<DeviceEntry, Delivery | null>;
  readonly boots: Map<BootEntry, DeviceEntry>;
  readonly newDevices: NewDevice[];
  readonly newPoints: { readonly row: NewPoint; readonly entry: PointEntry }[];
  readonly quarantined: QuarantinedMessage[];
  readonly alarms: AlarmWrite[];
  readonly journal: JournalEntry[];
  readonly floods: FloodRecord[];
  readonly late: Map<PointEntry, LateRange>;
  /** The whole list, when it has changed. */
  ruleProblems: IngestBatch['ruleProblems'];
  heartbeat: IngestBatch['heartbeat'];
  /** Storage refused what the rules wrote; see `withoutAlarms`. */
  readonly isWithoutAlarms?: boolean;
}

export const emptyBatch = (): Batch => ({
  deliveries: [],
  bytes: 0,
  rows: [],
  unkeyed: [],
  points: new Set(),
  devices: new Map(),
  boots: new Map(),
  newDevices: [],
  newPoints: [],
  quarantined: [],
  alarms: [],
  journal: [],
  floods: [],
  late: new Map(),
  ruleProblems: undefined,
  heartbeat: undefined,
});

/** Messages at most, and nothing to write about them. */
export const saysNothing = (batch: Batch): boolean =>
  batch.rows.length === 0 &&
  batch.points.size === 0 &&
  batch.devices.size === 0 &&
  batch.boots.size === 0 &&
  batch.newPoints.length === 0 &&
  batch.newDevices.length === 0 &&
  batch.quarantined.length === 0 &&
  batch.alarms.length === 0 &&
  batch.journal.length === 0 &&
  batch.floods.length === 0 &&
  batch.ruleProblems === undefined &&
  batch.heartbeat === undefined;

export const isEmpty = (batch: Batch): boolean => batch.deliveries.length === 0 && saysNothing(batch);
