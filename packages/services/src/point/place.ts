import { ok, type PointPlace, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Place } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

/** Where it was dropped on the plan. Fields of `place` that are left out stay; `locationId` moves it to another room. */
export const PlacePoint = z.strictObject({ id: z.number().int(), place: Place, locationId: Id.optional() });

export const placePoint = defineVerb({
  action: 'point.edit',
  input: PlacePoint,
  run: (context, { id, place, locationId }): Promise<Result<{ readonly place: PointPlace }, NotFound>> =>
    context.store.site.transaction(async (tx) => {
      const before = await tx.point(id);
      if (!before) return refuse(notFound('point', id));
      const rooms = await tx.locations(before.siteId ?? undefined);
      if (locationId && !rooms.some((room) => room.id === locationId)) return refuse(notFound('location', locationId));
      const after = { ...before, place: { ...before.place, ...place }, locationId: locationId ?? before.locationId };
      await tx.putPoint(after);
      await tx.audit(
        auditOf(context, {
          action: 'point.place',
          objectKind: 'point',
          objectId: String(id),
          before: { place: before.place, locationId: before.locationId },
          after: { place: after.place, locationId: after.locationId },
        }),
      );
      return ok({ place: after.place });
    }),
});
