import type { Instant, Observation } from './reading.ts';

export type TimeRefusal = 'too-old' | 'future';

/** Times of an observation. See `judgeObservation` for what they mean. */
export type Dating =
  | {
      readonly kind: 'dated';
      readonly observedAt: Instant;
      /** Source time by our clock, as well as we know it: what tells a replayed value from a live one. */
      readonly takenAt: Instant;
      readonly effectiveAt: Instant;
      readonly isClockTrusted: boolean;
      readonly isFuture: boolean;
      /** What was taken for the skew of its clock. */
      readonly skewMs: number;
    }
  | { readonly kind: 'refused'; readonly reason: TimeRefusal; readonly detail: string };

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** Clocks that agree within this are not talked about. */
export const SKEW_TOLERANCE_MS = 5 * SECOND;
/** 2015-01-01: before this no device spoke to us; clocks without battery start in 1970 or 2000. */
const EARLIEST: Instant = 1_420_070_400_000;
/** Raw readings are kept 13 months; older ones have no place to go (domain.md 9.2). */
const OLDEST_MS = 400 * DAY;

/**
 * Which times an observation gets. An absurd clock (more than a day ahead, before 2015, older than what is kept) is replaced by the arrival of a live value; a
 * replayed value with such a clock has no known time at all and is refused. A skewed but explained clock keeps its source
 * time and is evaluated by arrival. A skew by which a time would become absurd does not explain it: the clock has been set.
 */
export function datingOf(
  observation: Pick<Observation, 'observedAt' | 'historical'>,
  context: { readonly receivedAt: Instant; readonly skewMs: number | null },
): Dating {
  const { receivedAt } = context;
  const said = observation.observedAt;
  if (said === null) return { ...byArrival(receivedAt), isClockTrusted: true };
  const absurd = absurdity(said, receivedAt);
  if (absurd !== null) {
    if (observation.historical) {
      return {
        kind: 'refused',
        reason: absurd,
        detail: `replayed value dated ${said} received at ${receivedAt}`,
      };
    }
    return byArrival(receivedAt);
  }
  const measured = context.skewMs ?? 0;
  const skew = absurdity(said - measured, receivedAt) === null ? measured : 0;
  const corrected = said - skew;
  const isFuture = corrected > receivedAt + SKEW_TOLERANCE_MS;
  const isSkewed = Math.abs(skew) > SKEW_TOLERANCE_MS;
  const takenAt = Math.min(isSkewed ? corrected : said, receivedAt);
  const effectiveAt = isSkewed && !observation.historical ? receivedAt : takenAt;
  return {
    kind: 'dated',
    observedAt: said,
    takenAt,
    effectiveAt,
    isClockTrusted: !isFuture && !isSkewed && said <= receivedAt + SKEW_TOLERANCE_MS,
    isFuture,
    skewMs: skew,
  };
}

function absurdity(at: Instant, receivedAt: Instant): TimeRefusal | null {
  if (!(at >= EARLIEST) || at < receivedAt - OLDEST_MS) return 'too-old';
  return at > receivedAt + DAY ? 'future' : null;
}

const byArrival = (at: Instant): Extract<Dating, { kind: 'dated' }> => ({
  ...{ kind: 'dated', observedAt: at, takenAt: at, effectiveAt: at, isClockTrusted: false, isFuture: false, skewMs: 0 },
});
