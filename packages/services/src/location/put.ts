import { type Location, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, LocationKind, Name, Plan, Slug, ThermalClass } from '../fields.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';

/** Without `id` a new place is made; with it, all fields of the place are replaced. `plan` belongs to rooms only. */
export const PutLocation = z.strictObject({
  id: Id.optional(),
  siteId: Id,
  parentId: Id.nullable().default(null),
  kind: LocationKind,
  slug: Slug,
  name: Name,
  thermalClass: ThermalClass.nullable().default(null),
  plan: Plan.nullable().default(null),
  sortOrder: z.number().int().min(0).max(1_000_000).default(0),
});

export type PutLocationRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'slug-taken'; readonly slug: string }
  | { readonly kind: 'other-site'; readonly id: string }
  | { readonly kind: 'own-parent'; readonly id: string };

/** A place cannot lie within itself, at whatever depth. */
export function isWithinItself(id: string, parentId: string | null, locations: readonly Location[]): boolean {
  const parents = new Map(locations.map((location) => [location.id, location.parentId]));
  const seen = new Set<string>();
  for (let at: string | null = parentId; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

async function check(
  tx: SiteTransaction,
  location: Location,
  isNew: boolean,
): Promise<Result<Location | null, PutLocationRefusal>> {
  if (location.plan !== null && location.kind !== 'room') return refuse(invalid('plan', 'is for rooms only'));
  const { id, siteId, parentId, slug } = location;
  if (!(await tx.sites()).some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
  const all = await tx.locations();
  const before = all.find((other) => other.id === id) ?? null;
  if (!before && !isNew) return refuse(notFound('location', id));
  if (before && before.siteId !== siteId) return refuse({ kind: 'other-site', id });
  const neighbours = all.filter((other) => other.siteId === siteId);
  if (neighbours.some((other) => other.slug === slug && other.id !== id)) return refuse({ kind: 'slug-taken', slug });
  if (parentId !== null && !neighbours.some((other) => other.id === parentId)) return refuse(notFound('location', parentId));
  return isWithinItself(id, parentId, all) ? refuse({ kind: 'own-parent', id }) : ok(before);
}

export const putLocation = defineVerb({
  action: 'location.edit',
  input: PutLocation,
  run: (context, input): Promise<Result<{ readonly location: Location }, PutLocationRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const location: Location = { ...input, id: input.id ?? context.newId() };
      const checked = await check(tx, location, input.id === undefined);
      if (!checked.ok) return checked;
      await tx.putLocation(location);
      const change = { before: checked.value, after: location };
      await tx.audit(auditOf(context, { action: 'location.put', objectKind: 'location', objectId: location.id, ...change }));
      return ok({ location });
    }),
});
