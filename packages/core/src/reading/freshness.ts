import { SKEW_TOLERANCE_MS } from './dating.ts';
import type { Quality } from './quality.ts';
import type { Instant } from './reading.ts';

interface Stamped {
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  readonly skewMs?: number | undefined;
}

/**
 * The instant from which a value's age counts, and by which alarms order values: source time, never later than arrival. Where the source
 * clock is known to be wrong it is what was made of it when the value came: arrival, or for a late one its time put right.
 */
export function freshAt({ observedAt, receivedAt, quality, skewMs }: Stamped): Instant {
  if (skewMs !== undefined) return Math.min(observedAt - skewMs, receivedAt);
  return quality.reason === 'clock-skew' ? receivedAt : Math.min(observedAt, receivedAt);
}

/** Does its source time lie ahead of us, even put right? Such a value is kept; neither the present nor a rule is told by it. */
export const isFromFuture = ({ observedAt, receivedAt, skewMs = 0 }: Stamped): boolean =>
  observedAt - skewMs > receivedAt + SKEW_TOLERANCE_MS;

export type Freshness =
  | { readonly kind: 'fresh' | 'stale'; readonly ageSeconds: number }
  | { readonly kind: 'never'; readonly ageSeconds: null };

/** Whether the latest value of a point still speaks for the present. `now` is the server's clock; an age is never negative. */
export function freshness(state: Stamped | null | undefined, now: Instant, staleSeconds: number): Freshness {
  if (!state) return { kind: 'never', ageSeconds: null };
  const ageSeconds = Math.max(0, (now - freshAt(state)) / 1000);
  return { kind: ageSeconds > staleSeconds ? 'stale' : 'fresh', ageSeconds };
}
