import { locationKinds, ok, thermalClasses } from '@wachter/core';
import { z } from 'zod';
import { readSiteModel } from '../reads/site-model.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none } from './fields.ts';

const LocationField = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(locationKinds),
  slug: z.string(),
  name: z.string(),
  thermalClass: z.enum(thermalClasses).nullable(),
});

export const sites = defineEndpoint({
  id: 'listSites',
  method: 'GET',
  path: '/sites',
  summary: 'Sites with their places, from building to rack.',
  scope: 'read:sites',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({
    sites: z.array(
      z.object({ id: z.string(), slug: z.string(), name: z.string(), timeZone: z.string(), locations: z.array(LocationField) }),
    ),
  }),
  run: async (context) => {
    const model = await readSiteModel(context);
    if (!model.ok) return model;
    const { locations } = model.value;
    return ok({
      sites: model.value.sites.map(({ id, slug, name, timeZone }) => ({
        id,
        slug,
        name,
        timeZone,
        locations: locations
          .filter((one) => one.siteId === id)
          .map((one) => ({
            id: one.id,
            parentId: one.parentId,
            kind: one.kind,
            slug: one.slug,
            name: one.name,
            thermalClass: one.thermalClass,
          })),
      })),
    });
  },
});
