import type { Quality } from './quality.ts';
import type { Instant } from './reading.ts';

interface Stamped {
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
}

/**
 * The instant from which a value's age counts, and by which alarms order values: source time, never later than arrival; arrival
 * alone where the source clock is known to be wrong.
 */
export const freshAt = (stamped: Stamped): Instant =>
  stamped.quality.reason === 'clock-skew' ? stamped.receivedAt : Math.min(stamped.observedAt, stamped.receivedAt);

export type Freshness =
  | { readonly kind: 'fresh' | 'stale'; readonly ageSeconds: number }
  | { readonly kind: 'never'; readonly ageSeconds: null };

/** Whether the latest value of a point still speaks for the present. `now` is the server's clock; an age is never negative. */
export function freshness(state: Stamped | null | undefined, now: Instant, staleSeconds: number): Freshness {
  if (!state) return { kind: 'never', ageSeconds: null };
  const ageSeconds = Math.max(0, (now - freshAt(state)) / 1000);
  return { kind: ageSeconds > staleSeconds ? 'stale' : 'fresh', ageSeconds };
}
