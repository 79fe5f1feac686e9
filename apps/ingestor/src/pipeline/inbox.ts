import type { Instant } from '@wachter/core';

/** Limits of what unknown senders may put into the directory. They are stored and shown, so they must be few. */
export const INBOX_LIMITS = { newDevices: 500, pointsPerDevice: 64, perSecond: 5, burst: 100 } as const;

export type Admission = { readonly kind: 'admitted' } | { readonly kind: 'refused'; readonly reason: string };

/** Decides whether one more unknown device or point is taken in. Mean rate and burst are those of a token bucket over devices. */
export interface Inbox {
  readonly admitDevice: (now: Instant, newDevices: number) => Admission;
  readonly admitPoint: (newPointsOfDevice: number) => Admission;
}

export function createInbox(
  limits: { newDevices: number; pointsPerDevice: number; perSecond: number; burst: number } = INBOX_LIMITS,
): Inbox {
  let tokens: number = limits.burst;
  let filledAt: Instant | null = null;
  return {
    admitDevice: (now, newDevices) => {
      if (newDevices >= limits.newDevices) return refused(`${limits.newDevices} new devices wait for approval already`);
      tokens = Math.min(limits.burst, tokens + (Math.max(0, now - (filledAt ?? now)) / 1000) * limits.perSecond);
      filledAt = now;
      if (tokens < 1) return refused(`more than ${limits.perSecond} unknown devices a second`);
      tokens -= 1;
      return { kind: 'admitted' };
    },
    admitPoint: (newPoints) =>
      newPoints < limits.pointsPerDevice
        ? { kind: 'admitted' }
        : refused(`${limits.pointsPerDevice} points of this device wait for approval already`),
  };
}

const refused = (reason: string): Admission => ({ kind: 'refused', reason });
