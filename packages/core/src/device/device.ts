import type { Instant } from '../reading/reading.ts';

/** `new`: seen but not approved. `ignored` is stored no longer, only counted. `blocked` may not connect. */
export type DeviceStatus = 'new' | 'approved' | 'ignored' | 'blocked';

/** A sensor node or gateway as people know it. `id` is the directory key an `Observation` names. */
export interface Device {
  readonly id: string;
  readonly siteId: string | null;
  readonly locationId: string | null;
  readonly parentId: string | null;
  /** The equipment that gives it power: a PDU, a UPS, a mains feed; null where nobody said. */
  readonly fedById: string | null;
  readonly dialect: string;
  readonly name: string;
  readonly status: DeviceStatus;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly approvedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly firstSeenAt: Instant;
}

/** What the engine knows of a device's conversation with us. Counters are totals since it was first seen. */
export interface DeviceState {
  readonly deviceId: string;
  readonly lastSeenAt: Instant | null;
  readonly isOnline: boolean | null;
  readonly onlineChangedAt: Instant | null;
  /** Source clock minus our clock, milliseconds, median of the last live samples; positive = device runs ahead. */
  readonly skewMs: number | null;
  readonly boot: string | null;
  /** Everything of `boot` up to and including this number is stored. */
  readonly contiguousSeq: number | null;
  readonly openGaps: number;
  readonly messages: number;
  readonly readings: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly lost: number;
  readonly lastTopic: string | null;
  readonly lastPayload: string | null;
  readonly version: number;
}
