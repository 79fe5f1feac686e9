import type { Alarm, DeviceState, Instant, LiveSnapshot, PathHealth, PointState } from '@wachter/core';

export interface LiveChanges {
  readonly version: number;
  readonly points: readonly PointState[];
  readonly alarms: readonly Alarm[];
  readonly devices: readonly DeviceState[];
}

/** What the screens follow. Polling is the truth; `listen` only says "look now" and may say so too often or, on a lost line, too rarely. */
export interface LiveStore {
  readonly snapshot: () => Promise<LiveSnapshot>;
  /** Changes after `version`. Alarms may repeat (two writers share the counter): compare `version` per row. */
  readonly changesSince: (version: number) => Promise<LiveChanges>;
  readonly health: () => Promise<PathHealth & { readonly serverNow: Instant }>;
  readonly listen: (onChange: () => void) => () => void;
}
