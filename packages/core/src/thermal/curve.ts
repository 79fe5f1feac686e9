/**
 * A room without cooling as a first-order system: it gains `riseK` kelvin at most, at first `kPerMinute`. An endless rise is a straight line: what a
 * short look cannot tell from a curve.
 */
export interface HeatCurve {
  readonly kPerMinute: number;
  readonly riseK: number;
}

/** Kelvin gained after so many minutes without cooling. */
export const gainAfter = ({ kPerMinute, riseK }: HeatCurve, minutes: number): number =>
  riseK === Number.POSITIVE_INFINITY ? kPerMinute * minutes : riseK * (1 - Math.exp((-kPerMinute * minutes) / riseK));

/** Minutes until so many kelvin are gained; infinite where the room levels off before. */
export function minutesToGain({ kPerMinute, riseK }: HeatCurve, gainK: number): number {
  if (gainK <= 0) return 0;
  if (kPerMinute <= 0 || gainK >= riseK) return Number.POSITIVE_INFINITY;
  return riseK === Number.POSITIVE_INFINITY ? gainK / kPerMinute : (-riseK / kPerMinute) * Math.log(1 - gainK / riseK);
}
