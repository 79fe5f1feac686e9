import type { Equipment } from '../site/location.ts';
import { gensetPlate } from '../site/plates/genset.ts';
import { defaultPowerSettings, type EmergencySupply, type PowerSettings } from './supply.ts';

/** What a site knows of its power: equipment, and which quantities its points measure on it. */
export interface SitePower {
  readonly siteId: string;
  readonly equipment: readonly Pick<Equipment, 'id' | 'kind' | 'rating'>[];
  readonly points: readonly { readonly equipmentId: string | null; readonly quantity: string }[];
  readonly settings?: PowerSettings;
}

/**
 * The emergency supply of a site: every genset, transfer switch and UPS it has, and what measures the mains. Null without a genset: then
 * there is nothing to recognise. Equipment without points is left out, for it never says anything.
 */
export function supplyOf({ siteId, equipment, points, settings = defaultPowerSettings }: SitePower): EmergencySupply | null {
  const measured = (quantity: string) =>
    [
      ...new Set(points.filter((point) => point.quantity === quantity).flatMap(({ equipmentId }) => equipmentId ?? [])),
    ].toSorted();
  const speaking = new Set(points.flatMap(({ equipmentId }) => equipmentId ?? []));
  const ofKind = (kind: Equipment['kind']) =>
    equipment.filter((one) => one.kind === kind && speaking.has(one.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const gensets = ofKind('genset');
  if (gensets.length === 0) return null;
  return {
    id: siteId,
    mains: measured('mains-voltage'),
    switches: measured('ats-position'),
    gensets: gensets.map((one) => {
      const plate = gensetPlate.of(one);
      return { id: one.id, ratedKw: plate?.ratedKw ?? null, tankLitres: plate?.tankLitres ?? null };
    }),
    ups: ofKind('ups').map(({ id }) => id),
    settings,
  };
}
