import type { Alarm } from '@wachter/core';
import type { Tables } from './tables.ts';

type Source = Pick<Alarm, 'pointId' | 'deviceId'>;

/** Where the point of an alarm is, else its device. */
export const placeOf = ({ pointId, deviceId }: Source, { points, devices }: Tables): string | null =>
  (pointId !== null ? points.get(pointId) : devices.get(deviceId ?? ''))?.locationId ?? null;

/** Is what an alarm is about in that place, or anywhere inside it? */
export function liesIn(source: Source, wanted: string, tables: Tables): boolean {
  const seen = new Set<string>();
  for (let at = placeOf(source, tables); at !== null && !seen.has(at); at = tables.locations.get(at)?.parentId ?? null) {
    if (at === wanted) return true;
    seen.add(at);
  }
  return false;
}
