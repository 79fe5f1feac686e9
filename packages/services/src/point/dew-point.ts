import type { DerivedFrom, Point } from '@wachter/core';
import { families, quantityOf } from '../catalogue.ts';
import type { Context } from '../context.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { defaultRules } from '../rule/defaults.ts';

const familyOf = (point: Point): string | null => (point.quantity ? (quantityOf(point.quantity)?.family ?? null) : null);

/** Temperatures of things and liquids: the humidity of the air says nothing about them. */
const notAir: ReadonlySet<string | null> = new Set([
  'battery-temperature',
  'coolant-temperature',
  'oil-temperature',
  'return-water-temperature',
  'supply-water-temperature',
  'surface-temperature',
  'ups-temperature',
]);

/** Do two points breathe the same air? Relative humidity says nothing about the air at another thermometer. */
function isSamePlace(a: Point, b: Point): boolean {
  if (a.locationId !== b.locationId || a.locationId === null) return false;
  if (a.deviceId !== null && a.deviceId === b.deviceId) return true;
  const isPlaced = a.place.x !== undefined && a.place.y !== undefined;
  return isPlaced && a.place.x === b.place.x && a.place.y === b.place.y && a.place.side === b.place.side;
}

const distance = (a: Point, b: Point): number =>
  Math.abs((a.place.heightMeters ?? 0) - (b.place.heightMeters ?? 0)) + (a.deviceId === b.deviceId ? 0 : 1000);

/** Pairs of active points from which a dew point can be made and is not yet. One per humidity point, with its nearest thermometer. */
export function missingDewPoints(points: readonly Point[]): readonly { readonly temperature: Point; readonly humidity: Point }[] {
  const active = points.filter((point) => point.status === 'active' && point.derivedFrom === null);
  const derived = new Set(points.flatMap(({ derivedFrom }) => (derivedFrom?.kind === 'dew-point' ? [derivedFrom.humidity] : [])));
  const measured = active.filter((point) => point.quantity === 'dew-point');
  const temperatures = active.filter((point) => familyOf(point) === families.temperature && !notAir.has(point.quantity));
  return active
    .filter((point) => familyOf(point) === families.humidity && !derived.has(point.id))
    .filter((humidity) => !measured.some((point) => isSamePlace(point, humidity)))
    .flatMap((humidity) => {
      const [temperature] = temperatures
        .filter((point) => isSamePlace(point, humidity))
        .toSorted((a, b) => distance(a, humidity) - distance(b, humidity) || a.id - b.id);
      return temperature ? [{ temperature, humidity }] : [];
    });
}

/** The tag wanted, or the first of its kind that nobody has. */
export function freeTag(wanted: string, taken: ReadonlySet<string>): string {
  let tag = wanted;
  for (let n = 2; taken.has(tag); n++) tag = `${wanted}-${n}`;
  return tag;
}

/** Makes the derived points that are missing, with their default rules. They take site, room and position of the humidity point. */
export async function deriveDewPoints(
  context: Pick<Context, 'newId'>,
  tx: SiteTransaction,
  siteId: string,
): Promise<readonly Point[]> {
  const quantity = quantityOf('dew-point');
  const points = await tx.points({ siteId });
  const taken = new Set((await tx.points()).map((point) => point.tag));
  const made: Point[] = [];
  for (const { temperature, humidity } of quantity ? missingDewPoints(points) : []) {
    if (!quantity) break;
    const derivedFrom: DerivedFrom = { kind: 'dew-point', temperature: temperature.id, humidity: humidity.id };
    const point = await tx.putPoint({
      ...humidity,
      id: null,
      tag: freeTag(`${humidity.tag}-dew-point`, taken),
      name: `${humidity.name}, ${quantity.name.en.toLowerCase()}`,
      deviceId: null,
      channel: null,
      quantity: quantity.id,
      sourceUnit: null,
      intervalSeconds: Math.max(temperature.intervalSeconds, humidity.intervalSeconds),
      staleSeconds: Math.max(temperature.staleSeconds, humidity.staleSeconds),
      derivedFrom,
    });
    taken.add(point.tag);
    for (const rule of defaultRules(context, { ...point, siteId }, quantity)) await tx.putRule(rule);
    made.push(point);
  }
  return made;
}
