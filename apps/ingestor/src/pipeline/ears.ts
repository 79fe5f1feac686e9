import type { Instant } from '@wachter/core';

/** After a connection is made, what waited at the broker comes first: for this long silence still says nothing. */
export const SETTLE_MS = 10_000;

/**
 * Counts the time in which we could not hear: no broker, or a backlog still coming in. The silence of a sensor is measured without it,
 * so that our own deafness raises no alarm for every sensor, and ends none.
 */
export interface Ears {
  readonly opened: (now: Instant) => void;
  readonly closed: (now: Instant) => void;
  readonly deafMs: (now: Instant) => number;
  /** Since when we want a connection and have none; null while there is one. */
  readonly closedAt: () => Instant | null;
  /** This process leads from now on: before that it wanted none. */
  readonly began: (now: Instant) => void;
  /** Since when silence says something; null while it does not. */
  readonly hearsSince: (now: Instant) => Instant | null;
  /** The wall clock was set by so much. */
  readonly jumped: (ms: number) => void;
}

export function createEars(now: Instant): Ears {
  let total = 0;
  let deafSince: Instant | null = now;
  let hearsFrom: Instant | null = null;
  let closedAt: Instant | null = now;
  const deafMs = (at: Instant) => {
    if (deafSince === null) return total;
    const until = hearsFrom === null ? at : Math.min(at, hearsFrom);
    return total + Math.max(0, until - deafSince);
  };
  return {
    opened: (at) => {
      total = deafMs(at);
      deafSince = at;
      hearsFrom = at + SETTLE_MS;
      closedAt = null;
    },
    closed: (at) => {
      total = deafMs(at);
      deafSince = at;
      hearsFrom = null;
      closedAt ??= at;
    },
    began: (at) => {
      if (closedAt !== null) closedAt = at;
    },
    deafMs,
    closedAt: () => closedAt,
    hearsSince: (at) => (hearsFrom !== null && at >= hearsFrom ? hearsFrom : null),
    jumped: (ms) => {
      if (deafSince !== null) deafSince += ms;
      if (hearsFrom !== null) hearsFrom += ms;
      if (closedAt !== null) closedAt += ms;
    },
  };
}
