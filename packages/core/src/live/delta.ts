import type { Alarm } from '../alarm/alarm.ts';
import type { FloodRecord } from '../alarm/flood.ts';
import type { DeviceState } from '../device/device.ts';
import type { PointState } from '../point/point.ts';
import type { Instant } from '../reading/reading.ts';

/** Health of the path behind the screens. `ok` only when the ingestor committed its heartbeat within the last seconds. */
export interface PathHealth {
  /** Last time the leading ingestor wrote that it is alive, by the database's clock. */
  readonly ingestAliveAt: Instant | null;
  readonly isBrokerConnected: boolean;
  /** Newest commit of readings. */
  readonly lastReadingAt: Instant | null;
  readonly readingsLastMinute: number;
  /** Sites that are in an alarm flood. */
  readonly floods: readonly FloodNow[];
}

/** `alarmId`: the first alarm of the incident it began with. */
export type FloodNow = Pick<FloodRecord, 'siteId' | 'beganAt' | 'alarmId' | 'alarms'>;

/**
 * What the server sends over the event stream. `snapshot` first, then `delta` per change, and `heartbeat` every second as a named
 * event; a browser that hears none of the three for five seconds shows that the view is not live. `serverNow` lets the
 * browser compute ages against the server's clock.
 */
export interface LiveSnapshot {
  readonly version: number;
  readonly serverNow: Instant;
  readonly points: readonly PointState[];
  readonly alarms: readonly Alarm[];
  readonly devices: readonly DeviceState[];
  readonly health: PathHealth;
}

export interface LiveDelta {
  readonly version: number;
  readonly serverNow: Instant;
  readonly points?: readonly PointState[];
  readonly alarms?: readonly Alarm[];
  readonly devices?: readonly DeviceState[];
}

export interface LiveHeartbeat {
  readonly version: number;
  readonly serverNow: Instant;
  readonly health: PathHealth;
}
