import { checkRating, type Equipment, equipmentKinds, ok, type PlateIssue, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name, Slug } from '../fields.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';

/** Without `id` a new thing is made; with it, all its fields are replaced. */
export const PutEquipment = z.strictObject({
  id: Id.optional(),
  siteId: Id,
  locationId: Id.nullable().default(null),
  kind: z.enum(equipmentKinds),
  slug: Slug,
  name: Name,
  /** What stands on its nameplate, by the schema of its kind in `core/site/plates`. */
  rating: z.record(z.string(), z.unknown()).nullable().default(null),
});

export type PutEquipmentRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'slug-taken'; readonly slug: string }
  | { readonly kind: 'other-site'; readonly id: string };

const invalidRating = (issues: readonly PlateIssue[]): Invalid => ({
  kind: 'invalid',
  issues: issues.map(({ path, message }) => ({ path: ['rating', ...path].join('.'), message })),
});

export const putEquipment = defineVerb({
  action: 'equipment.edit',
  input: PutEquipment,
  run: (context, input): Promise<Result<{ readonly equipment: Equipment }, PutEquipmentRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const { siteId, locationId, slug } = input;
      const rating = checkRating(input.kind, input.rating);
      if (!rating.ok) return refuse(invalidRating(rating.error));
      if (!(await tx.sites()).some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
      const all = await tx.equipment();
      const before = all.find((thing) => thing.id === input.id);
      if (input.id !== undefined && !before) return refuse(notFound('equipment', input.id));
      if (before && before.siteId !== siteId) return refuse({ kind: 'other-site', id: before.id });
      const isTaken = all.some((thing) => thing.siteId === siteId && thing.slug === slug && thing.id !== input.id);
      if (isTaken) return refuse({ kind: 'slug-taken', slug });
      const places = await tx.locations(siteId);
      if (locationId !== null && !places.some((place) => place.id === locationId))
        return refuse(notFound('location', locationId));
      const equipment: Equipment = { ...input, id: input.id ?? context.newId(), rating: rating.value };
      await tx.putEquipment(equipment);
      const change = { before, after: equipment };
      await tx.audit(auditOf(context, { action: 'equipment.put', objectKind: 'equipment', objectId: equipment.id, ...change }));
      return ok({ equipment });
    }),
});
