import type { Instant, LiveDelta, LiveHeartbeat, LiveSnapshot } from '@wachter/core';

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

export interface LiveEvents {
  readonly snapshot: LiveSnapshot;
  readonly delta: LiveDelta;
  readonly heartbeat: Heartbeat;
  readonly closing: Closing;
}
export type LiveEventName = keyof LiveEvents;

export const liveEventNames: readonly LiveEventName[] = ['snapshot', 'delta', 'heartbeat', 'closing'];
