import { dewPoint } from '../quantity/dew-point.ts';
import { freshAt } from './freshness.ts';
import { worseQuality } from './quality.ts';
import type { Reading } from './reading.ts';

/**
 * Reading of a dew-point point from the latest temperature and humidity of its place. Null when either is bad, when they lie further apart
 * than `staleSeconds`, or when there is no dew point. Source time is that of the newer one; quality the worse of both.
 */
export function deriveDewPoint(
  pointId: number,
  from: { readonly temperature: Omit<Reading, 'pointId'>; readonly humidity: Omit<Reading, 'pointId'> },
  staleSeconds: number,
): Reading | null {
  const { temperature, humidity } = from;
  const quality = worseQuality(temperature.quality, humidity.quality);
  if (quality.level === 'bad') return null;
  if (Math.abs(freshAt(temperature) - freshAt(humidity)) > staleSeconds * 1000) return null;
  const value = dewPoint(temperature.value, humidity.value);
  if (value === null) return null;
  const { observedAt, receivedAt, skewMs } = freshAt(temperature) >= freshAt(humidity) ? temperature : humidity;
  const reading = { pointId, value: Math.round(value * 1000) / 1000, quality, observedAt, receivedAt };
  return skewMs === undefined ? reading : { ...reading, skewMs };
}
