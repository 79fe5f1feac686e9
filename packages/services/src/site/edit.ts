import { ok, type Result, refuse, type Site } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name, Slug, TimeZone } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

/** Fields that are left out stay as they are. */
export const EditSite = z.strictObject({
  id: Id,
  slug: Slug.optional(),
  name: Name.optional(),
  timeZone: TimeZone.optional(),
});

export type EditSiteRefusal = NotFound | { readonly kind: 'slug-taken'; readonly slug: string };

export const editSite = defineVerb({
  action: 'site.edit',
  input: EditSite,
  run: (context, { id, slug, name, timeZone }): Promise<Result<{ readonly site: Site }, EditSiteRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const sites = await tx.sites();
      const before = sites.find((site) => site.id === id);
      if (!before) return refuse(notFound('site', id));
      if (slug && sites.some((other) => other.slug === slug && other.id !== id)) return refuse({ kind: 'slug-taken', slug });
      const site: Site = {
        ...before,
        slug: slug ?? before.slug,
        name: name ?? before.name,
        timeZone: timeZone ?? before.timeZone,
      };
      await tx.putSite(site);
      await tx.audit(auditOf(context, { action: 'site.edit', objectKind: 'site', objectId: id, before, after: site }));
      return ok({ site });
    }),
});
