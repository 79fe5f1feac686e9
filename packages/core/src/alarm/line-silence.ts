import type { Instant } from '../reading/reading.ts';

/** A device that speaks to the broker itself, with all that comes by it. Times are ours, without those in which we could not hear. */
export interface LineSpeaker {
  readonly lastHeardAt: Instant;
  /** How often it speaks, at the least. */
  readonly intervalMs: number;
  /** The last word about it was that it is gone. */
  readonly isGone: boolean;
}

/** One alone that falls silent has a cause of its own. */
const fewest = 2;
/** Battery A06: one and a half intervals, and five seconds. */
export const overdueAfterMs = (intervalMs: number): number => 1.5 * intervalMs + 5_000;

/**
 * Is the line the cause, and not one of its devices? Since somebody last spoke, nobody did, and at least two that spoke until then should have
 * spoken since; or all that spoke until then were said to be gone. `hearsSince`: before that we could not hear, so it says nothing. Whoever was
 * silent before says nothing of the line.
 */
export function isLineSilent(speakers: readonly LineSpeaker[], hearsSince: Instant, now: Instant): boolean {
  const lastAt = speakers.reduce((latest, { lastHeardAt }) => Math.max(latest, lastHeardAt), Number.NEGATIVE_INFINITY);
  const spoke = speakers.filter(({ lastHeardAt, intervalMs }) => lastAt - lastHeardAt <= overdueAfterMs(intervalMs));
  if (spoke.length < fewest) return false;
  const silentMs = now - Math.max(lastAt, hearsSince);
  const missing = spoke.filter(({ intervalMs }) => silentMs > overdueAfterMs(intervalMs));
  return missing.length >= fewest || spoke.every(({ isGone }) => isGone);
}
