import type { Device, DeviceState, Instant, Point, PointState, RuleRun } from '@wachter/core';
import type { DeviceGap } from '@wachter/services';
import type { Row } from './batch.ts';
import type { MissingRange, Numbering } from './numbering.ts';
import type { SkewMeter } from './skew-meter.ts';

/** Latest live value of a point, and the instant from which its age counts (`freshAt` of core). */
export interface Latest extends Omit<PointState, 'version' | 'pointId'> {
  readonly freshAt: Instant;
}

/** A rule of `entry` that needs the values of the point whose watchers it is among. */
export interface Watcher {
  readonly entry: PointEntry;
  readonly ruleId: string;
}

/**
 * A point at work. Entries live as long as their point and are changed in place by one thread: the pipeline. `point.id` is 0 until
 * storage has given the new point its key.
 */
export interface PointEntry {
  point: Point;
  device: DeviceEntry | null;
  staleMs: number;
  /** Approved, on an approved device: rules apply. */
  isGuarded: boolean;
  latest: Latest | null;
  /** The last late reading, for values that follow from two late ones. */
  lateRow: Row | null;
  /** The newest value as judged: what the next one is measured against. */
  previous: { readonly value: number; readonly observedAt: Instant } | null;
  runs: RuleRun[];
  /** Rules of other points that need its values. */
  watchers: readonly Watcher[];
  /** Source time of the last reading the rules have seen, live or late. */
  ruledAt: Instant;
  /** Source time, as it is stored, of the reading they have seen last; null since they were started from storage. */
  ruledKey: Instant | null;
  /** Points whose value follows from this one. */
  feeds: PointEntry[];
  /** Message and count of its values without a source time: several in one message must not share a key. */
  clockless: { readonly message: object; count: number } | null;
  /** `deafMs` of the ears when the latest value came. */
  deafMsAtLatest: number;
}

/** One boot of a native device. `openedAt` by first number of each open hole; `closed` and `isDirty` since the last batch. */
export interface BootEntry {
  readonly boot: string;
  readonly startedAt: Instant;
  numbering: Numbering;
  /** Of a boot that is taken for an earlier one. */
  readonly clock: SkewMeter;
  openedAt: Map<number, Instant>;
  closed: (MissingRange & { readonly outcome: DeviceGap['outcome']; readonly openedAt: Instant; readonly closedAt: Instant })[];
  isDirty: boolean;
}

export interface DeviceEntry {
  device: Device;
  /** False until storage has a row for it. */
  isRegistered: boolean;
  channels: Map<string, PointEntry>;
  children: DeviceEntry[];
  state: { -readonly [Key in keyof Omit<DeviceState, 'version'>]: DeviceState[Key] };
  boots: Map<string, BootEntry>;
  skew: SkewMeter;
  runs: RuleRun[];
  isDirty: boolean;
  deafMsAtSeen: number;
}

/** A site at work: its rules watch whether our own telling works, and whether tests are done in time. `works` by type of rule; what is missing has not been looked at. */
export interface SiteEntry {
  readonly siteId: string;
  works: ReadonlyMap<string, boolean>;
  runs: RuleRun[];
}

export const noState = (deviceId: string): DeviceEntry['state'] => ({
  deviceId,
  lastSeenAt: null,
  isOnline: null,
  onlineChangedAt: null,
  skewMs: null,
  boot: null,
  contiguousSeq: null,
  openGaps: 0,
  messages: 0,
  readings: 0,
  duplicates: 0,
  quarantined: 0,
  lost: 0,
  lastTopic: null,
  lastPayload: null,
});
