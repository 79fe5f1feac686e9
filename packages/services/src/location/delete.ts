import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const DeleteLocation = z.strictObject({ id: Id });

/** How many things of each kind still lie there, retired points included: their history says where it was measured. */
export interface LocationContents {
  readonly points: number;
  readonly devices: number;
  readonly equipment: number;
  readonly locations: number;
}

export type DeleteLocationRefusal =
  | NotFound
  | { readonly kind: 'not-empty'; readonly id: string; readonly contents: LocationContents };

export async function contentsOf(tx: SiteTransaction, id: string): Promise<LocationContents> {
  return {
    points: (await tx.points({ locationId: id })).length,
    devices: (await tx.devices()).filter((device) => device.locationId === id).length,
    equipment: (await tx.equipment()).filter((thing) => thing.locationId === id).length,
    locations: (await tx.locations()).filter((place) => place.parentId === id).length,
  };
}

export const deleteLocation = defineVerb({
  action: 'location.edit',
  input: DeleteLocation,
  run: (context, { id }): Promise<Result<null, DeleteLocationRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.locations()).find((location) => location.id === id);
      if (!before) return refuse(notFound('location', id));
      const contents = await contentsOf(tx, id);
      if (Object.values(contents).some((count) => count > 0)) return refuse({ kind: 'not-empty', id, contents });
      await tx.deleteLocation(id);
      await tx.audit(auditOf(context, { action: 'location.delete', objectKind: 'location', objectId: id, before }));
      return ok(null);
    }),
});
