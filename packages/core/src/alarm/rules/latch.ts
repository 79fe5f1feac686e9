import type { Quality } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import type { AlarmLevel, Condition } from '../define-rule.ts';

/**
 * One limit or one set of states of a rule: off, on, or on its way. `timerAt` is the source time at which the way began: of the
 * breach while off (then `delayMs` must pass), of the return while on (then `holdOffMs` must pass). `since` is the start of
 * the breach that put it on. `value` is the worst value between that start and the moment it went on.
 */
export interface Latch {
  readonly level: AlarmLevel;
  readonly direction: string;
  readonly limit: number | null;
  readonly delayMs: number;
  readonly holdOffMs: number;
  readonly isOn: boolean;
  readonly since: Instant;
  readonly timerAt: Instant | null;
  readonly value: number | null;
  readonly quality: Quality;
}

/** `band` = inside the hysteresis, or a state that says nothing: neither raises nor clears. */
export type Verdict = 'breach' | 'inside' | 'band';

/** When the running timer of a latch ends; Infinity when none runs. */
export const latchDueAt = (latch: Latch): Instant =>
  latch.timerAt === null ? Number.POSITIVE_INFINITY : latch.timerAt + (latch.isOn ? latch.holdOffMs : latch.delayMs);

interface LatchSample {
  readonly value: number | null;
  readonly quality: Quality;
  readonly at: Instant;
}

/** The latch after a good value at `at`. Returns the same object when nothing changed. */
export function feedLatch(latch: Latch, verdict: Verdict, sample: LatchSample): Latch {
  if (verdict === (latch.isOn ? 'inside' : 'breach')) {
    const started = latch.timerAt === null ? startTimer(latch, sample) : worsen(latch, sample.value);
    return sample.at >= latchDueAt(started) ? flipLatch(started) : started;
  }
  return latch.timerAt === null ? latch : { ...latch, timerAt: null };
}

const startTimer = (latch: Latch, sample: LatchSample): Latch =>
  latch.isOn ? { ...latch, timerAt: sample.at } : { ...latch, timerAt: sample.at, value: sample.value, quality: sample.quality };

function worsen(latch: Latch, value: number | null): Latch {
  if (latch.isOn || latch.value === null || value === null) return latch;
  const isWorse = latch.direction === 'high' ? value > latch.value : latch.direction === 'low' && value < latch.value;
  return isWorse ? { ...latch, value } : latch;
}

/** The latch after its timer ran out. */
export const flipLatch = (latch: Latch): Latch =>
  latch.isOn
    ? { ...latch, isOn: false, timerAt: null, value: null }
    : { ...latch, isOn: true, since: latch.timerAt ?? latch.since, timerAt: null };

export const conditionOf = (latch: Latch): Condition => ({
  level: latch.level,
  since: latch.since,
  value: latch.value,
  limit: latch.limit,
  direction: latch.direction,
  quality: latch.quality,
});
