/** How far a value may be believed. `good` and `uncertain` values are shown and evaluated; `bad` ones are shown as bad and never clear an alarm. */
export type QualityLevel = 'good' | 'uncertain' | 'bad';

export const qualityReasons = [
  'none',
  'stale',
  'implausible',
  'sentinel',
  'sensor-fault',
  'clock-skew',
  'not-connected',
  'warm-up',
  'unit-unknown',
  'retained',
  'frozen',
] as const;
export type QualityReason = (typeof qualityReasons)[number];

export interface Quality {
  readonly level: QualityLevel;
  readonly reason: QualityReason;
}

export const GOOD: Quality = { level: 'good', reason: 'none' };
const levels: readonly QualityLevel[] = ['good', 'uncertain', 'bad'];

/** Storage code of a quality: level × 100 + index of its reason. Append reasons only at the end of the list. */
export const qualityCode = (quality: Quality): number =>
  levels.indexOf(quality.level) * 100 + qualityReasons.indexOf(quality.reason);

/** Inverse of `qualityCode`; an unknown code reads as bad, because a value we cannot vouch for must not look good. */
export function qualityFromCode(code: number): Quality {
  const level = levels[Math.floor(code / 100)];
  const reason = qualityReasons[code % 100];
  return level && reason ? { level, reason } : { level: 'bad', reason: 'sensor-fault' };
}

/** The less trustworthy of two qualities. */
export const worseQuality = (a: Quality, b: Quality): Quality => (levels.indexOf(b.level) > levels.indexOf(a.level) ? b : a);
