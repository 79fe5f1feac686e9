import type { Instant, Words } from '@wachter/core';

/** What one look found. `words` say what is wrong; they are read only when it is not well. */
export interface Finding {
  readonly check: 'dashboard' | 'heartbeat' | 'canary';
  readonly isWell: boolean;
  readonly words: Words;
}

/** Since when something is wrong without a break, and what; null while all is well. */
export interface Trouble {
  readonly since: Instant;
  readonly findings: readonly Finding[];
}

/** The present trouble from what was found now: a level, computed anew at every look. */
export function troubleAfter(before: Trouble | null, findings: readonly Finding[], now: Instant): Trouble | null {
  const unwell = findings.filter(({ isWell }) => !isWell);
  return unwell.length === 0 ? null : { since: before?.since ?? now, findings: unwell };
}

/** What one listener was told: since when blind, and when it was last said to them. Null = that Wachter sees. */
export interface Told {
  readonly since: Instant;
  readonly at: Instant;
}

export type Word = 'blind' | 'still-blind' | 'seeing';

export interface Patience {
  readonly blindAfterMs: number;
  readonly repeatMs: number;
}

/**
 * What this listener must hear now. Nothing is remembered here: who could not be told stays untold and is told at the next look, and who was
 * told of trouble is always told of its end.
 */
export function wordFor(
  trouble: Trouble | null,
  told: Told | null,
  { now, patience }: { now: Instant; patience: Patience },
): Word | null {
  if (trouble === null) return told === null ? null : 'seeing';
  if (told === null) return now - trouble.since >= patience.blindAfterMs ? 'blind' : null;
  return now - told.at >= patience.repeatMs ? 'still-blind' : null;
}
