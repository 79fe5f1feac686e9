import type { Equipment } from '../site/location.ts';
import { defaultPowerSettings, type EmergencySupply, type GensetFacts, type PowerSettings } from './supply.ts';

/** What a site knows of its power: equipment, and which quantities its points measure on it. */
export interface SitePower {
  readonly siteId: string;
  readonly equipment: readonly Pick<Equipment, 'id' | 'kind'>[];
  readonly points: readonly { readonly equipmentId: string | null; readonly quantity: string }[];
  /** Nameplates as far as somebody told them. */
  readonly plates?: Readonly<Record<string, Pick<GensetFacts, 'ratedKw' | 'tankLitres'>>>;
  readonly settings?: PowerSettings;
}

/**
 * The emergency supply of a site: every genset, transfer switch and UPS it has, and what measures the mains. Null without a genset: then
 * there is nothing to recognise. Equipment without points is left out, for it never says anything.
 */
export function supplyOf({
  siteId,
  equipment,
  points,
  plates = {},
  settings = defaultPowerSettings,
}: SitePower): EmergencySupply | null {
  const measured = (quantity: string) =>
    [
      ...new Set(points.filter((point) => point.quantity === quantity).flatMap(({ equipmentId }) => equipmentId ?? [])),
    ].toSorted();
  const speaking = new Set(points.flatMap(({ equipmentId }) => equipmentId ?? []));
  const ofKind = (kind: Equipment['kind']) =>
    equipment
      .filter((one) => one.kind === kind && speaking.has(one.id))
      .map(({ id }) => id)
      .toSorted();
  const gensets = ofKind('genset');
  if (gensets.length === 0) return null;
  return {
    id: siteId,
    mains: measured('mains-voltage'),
    switches: measured('ats-position'),
    gensets: gensets.map((id) => ({ id, ratedKw: plates[id]?.ratedKw ?? null, tankLitres: plates[id]?.tankLitres ?? null })),
    ups: ofKind('ups'),
    settings,
  };
}
