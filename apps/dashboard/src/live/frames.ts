import type { Alarm, Instant, LiveDelta, LiveHeartbeat, LiveSnapshot } from '@wachter/core';

/**
 * Events of `/api/live`. `snapshot` comes first, `delta` per change, `heartbeat` every second, whatever happens behind the
 * server; `closing` says why the server ends the stream.
 */
export interface Heartbeat extends LiveHeartbeat {
  /** Since when the database has not answered; null while it does. */
  readonly databaseAwaySince: Instant | null;
  /** Changes when places, devices or points were edited: pages fetch their model again. */
  readonly modelRevision: string | null;
}

export interface Closing {
  readonly reason: 'signed-out' | 'too-slow' | 'stopping';
}

/** The present. With `more`, the rest of its alarms comes in `rest` events, and nothing before them. */
export type Snapshot = LiveSnapshot & { readonly more?: true };

export interface Rest {
  readonly serverNow: Instant;
  readonly alarms: readonly Alarm[];
  readonly more?: true;
}

export interface LiveEvents {
  readonly snapshot: Snapshot;
  readonly rest: Rest;
  readonly delta: LiveDelta;
  readonly heartbeat: Heartbeat;
  readonly closing: Closing;
}
export type LiveEventName = keyof LiveEvents;

export const liveEventNames: readonly LiveEventName[] = ['snapshot', 'rest', 'delta', 'heartbeat', 'closing'];
