import { ok, type Result, refuse } from '@wachter/core';
import { convert } from '@wachter/core/unit/convert';
import { quantityOf } from '../catalogue.ts';
import type { SiteReads } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export type ReferenceRefusal =
  | NotFound
  | { readonly kind: 'unknown-quantity'; readonly quantity: string }
  | { readonly kind: 'unit-does-not-fit'; readonly unit: string; readonly quantity: string }
  | { readonly kind: 'tag-taken'; readonly tag: string };

/** What people set on a point that must agree with something else. */
export interface References {
  readonly id: number | null;
  readonly siteId: string | null;
  readonly tag: string;
  readonly quantity: string | null;
  readonly sourceUnit: string | null;
  readonly locationId: string | null;
  readonly equipmentId: string | null;
}

/** Refuses references to what is not there, units that cannot become the quantity's, and a tag that another point has. */
export async function checkReferences(reads: SiteReads, point: References): Promise<Result<null, ReferenceRefusal>> {
  const { quantity, sourceUnit, locationId, equipmentId, siteId } = point;
  if (quantity !== null) {
    const known = quantityOf(quantity);
    if (!known) return refuse({ kind: 'unknown-quantity', quantity });
    if (sourceUnit !== null && !convert(1, sourceUnit, known.unit).ok) {
      return refuse({ kind: 'unit-does-not-fit', unit: sourceUnit, quantity });
    }
  }
  const other = await reads.pointByTag(point.tag);
  if (other && other.id !== point.id) return refuse({ kind: 'tag-taken', tag: point.tag });
  if (locationId !== null && !(await reads.locations(siteId ?? undefined)).some((place) => place.id === locationId)) {
    return refuse(notFound('location', locationId));
  }
  if (equipmentId !== null && !(await reads.equipment(siteId ?? undefined)).some((thing) => thing.id === equipmentId)) {
    return refuse(notFound('equipment', equipmentId));
  }
  return ok(null);
}
