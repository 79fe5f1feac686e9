import { GOOD, type Quality } from '../reading/quality.ts';
import type { Instant } from '../reading/reading.ts';
import type { Alarm } from './alarm.ts';
import type { RuleInput } from './define-rule.ts';
import type { RuleRun } from './run.ts';

/** When and by what a condition came out. */
export interface Moment {
  readonly at: Instant;
  readonly value: number | null;
  readonly quality: Quality;
  readonly isLate: boolean;
  /** A live, believable value that leaves the condition as it is. */
  readonly confirms: boolean;
}

export const momentOfTick = (at: Instant): Moment => ({ at, value: null, quality: GOOD, isLate: false, confirms: false });

export function momentOfReading(run: RuleRun, input: Extract<RuleInput, { kind: 'reading' }>, isLate: boolean): Moment {
  const isBelievable = input.quality.level !== 'bad';
  const isLeaving = run.rule.dueAt !== undefined && run.rule.dueAt(run.memory) !== Number.POSITIVE_INFINITY;
  return {
    at: Math.min(input.observedAt, input.now),
    value: isBelievable ? input.value : null,
    quality: input.quality,
    isLate,
    confirms: isBelievable && !isLate && !isLeaving,
  };
}

/** The worst value of an occurrence, with one more. */
export function peakOf(alarm: Pick<Alarm, 'direction' | 'peak'>, value: number | null): number | null {
  if (value === null || (alarm.direction !== 'high' && alarm.direction !== 'low')) return alarm.peak;
  if (alarm.peak === null) return value;
  return alarm.direction === 'high' ? Math.max(alarm.peak, value) : Math.min(alarm.peak, value);
}
