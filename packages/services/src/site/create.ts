import { ok, type Result, refuse, type Site } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Name, Slug, TimeZone } from '../fields.ts';
import { siteRules } from '../rule/site-rules.ts';

export const CreateSite = z.strictObject({ slug: Slug, name: Name, timeZone: TimeZone });

export type CreateSiteRefusal = { readonly kind: 'slug-taken'; readonly slug: string };

export const createSite = defineVerb({
  action: 'site.edit',
  input: CreateSite,
  run: (context, input): Promise<Result<{ readonly site: Site }, CreateSiteRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const isTaken = (await tx.sites()).some((other) => other.slug === input.slug);
      if (isTaken) return refuse({ kind: 'slug-taken', slug: input.slug });
      const site: Site = { id: context.newId(), ...input };
      await tx.putSite(site);
      await tx.addRules(siteRules(context, site.id));
      await tx.audit(auditOf(context, { action: 'site.create', objectKind: 'site', objectId: site.id, after: site }));
      return ok({ site });
    }),
});
