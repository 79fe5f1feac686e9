import type { Instant } from '@wachter/core';

/** A session ends after eight hours without use, and after three days in any case. Wall displays have tokens of their own. */
export const sessionLimits = { idleSeconds: 8 * 3600, refreshAfterSeconds: 5 * 60, absoluteSeconds: 72 * 3600 };

export const isBeyondAbsoluteLimit = (createdAt: Instant, now: Instant): boolean =>
  now - createdAt >= sessionLimits.absoluteSeconds * 1000;
