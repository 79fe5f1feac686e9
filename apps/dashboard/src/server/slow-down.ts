import type { Instant } from '@wachter/core';

/** Failures counted under one key since `since`. */
export interface Failures {
  readonly count: number;
  readonly lastAt: Instant;
}

export type SlowDown =
  | { readonly kind: 'go'; readonly delayMs: number }
  /** From this address too often: refused until then, whatever the account. */
  | { readonly kind: 'refuse'; readonly retryAfterSeconds: number };

/** After this long without a failure the count begins anew. */
export const forgetAfterMs = 15 * 60_000;

const freeFailures = { account: 3, address: 20 };
const longestDelayMs = 4_000;
const longestRefusalSeconds = 60;

/**
 * Attempts on one account become slow, never impossible: nobody can lock the shift out by guessing. Attempts from one address are
 * refused for a while once they are many. `chance` in [0, 1) spreads the delays.
 */
export function slowDown(
  failures: { readonly account: Failures | null; readonly address: Failures | null },
  now: Instant,
  chance: number,
): SlowDown {
  const address = recent(failures.address, now);
  if (address && address.count >= freeFailures.address) {
    const holdSeconds = Math.min(longestRefusalSeconds, 2 ** (address.count - freeFailures.address + 1));
    const left = Math.ceil(holdSeconds - (now - address.lastAt) / 1000);
    if (left > 0) return { kind: 'refuse', retryAfterSeconds: left };
  }
  const beyond = (recent(failures.account, now)?.count ?? 0) - freeFailures.account;
  if (beyond < 0) return { kind: 'go', delayMs: 0 };
  const delayMs = Math.min(longestDelayMs, 250 * 2 ** beyond);
  return { kind: 'go', delayMs: Math.round(delayMs * (0.75 + 0.5 * chance)) };
}

const recent = (failures: Failures | null, now: Instant): Failures | null =>
  failures && now - failures.lastAt < forgetAfterMs ? failures : null;
