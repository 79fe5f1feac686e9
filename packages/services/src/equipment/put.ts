import { checkRating, type Equipment, equipmentKinds, feedLoop, ok, type PlateIssue, type Result, refuse } from '@wachter/core';
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
  /** Equipment that gives it power, the usual source first. */
  fedBy: z.array(Id).max(20).readonly().default([]),
});

export type PutEquipmentRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'slug-taken'; readonly slug: string }
  | { readonly kind: 'other-site'; readonly id: string }
  | FedByItself;

/** Power would flow in a circle; `ids` are the equipment on it, in the order of flow. */
export interface FedByItself {
  readonly kind: 'fed-by-itself';
  readonly ids: readonly string[];
}

const invalidRating = (issues: readonly PlateIssue[]): Invalid => ({
  kind: 'invalid',
  issues: issues.map(({ path, message }) => ({ path: ['rating', ...path].join('.'), message })),
});

/** Sources are there, of the same site, and none of them is fed by what it feeds. */
function checkFeeds(thing: Equipment, all: readonly Equipment[]): Result<null, NotFound | FedByItself> {
  const others = all.filter(({ id, siteId }) => siteId === thing.siteId && id !== thing.id);
  const lost = thing.fedBy.find((id) => id !== thing.id && !others.some((other) => other.id === id));
  if (lost !== undefined) return refuse(notFound('equipment', lost));
  const ids = feedLoop([thing, ...others]);
  return ids === null ? ok(null) : refuse({ kind: 'fed-by-itself', ids });
}

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
      const equipment: Equipment = {
        ...input,
        id: input.id ?? context.newId(),
        rating: rating.value,
        fedBy: [...new Set(input.fedBy)],
      };
      const feeds = checkFeeds(equipment, all);
      if (!feeds.ok) return feeds;
      await tx.putEquipment(equipment);
      const change = { before, after: equipment };
      await tx.audit(auditOf(context, { action: 'equipment.put', objectKind: 'equipment', objectId: equipment.id, ...change }));
      return ok({ equipment });
    }),
});
