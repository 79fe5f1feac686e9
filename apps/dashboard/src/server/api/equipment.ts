import { equipmentKinds, ok } from '@wachter/core';
import { z } from 'zod';
import { readSiteModel } from '../reads/site-model.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none } from './fields.ts';

export const equipment = defineEndpoint({
  id: 'listEquipment',
  method: 'GET',
  path: '/equipment',
  summary: 'Coolers, UPSes, gensets and what else does work, with what stands on their nameplates.',
  scope: 'read:sites',
  params: none,
  query: z.object({ siteId: z.uuid().optional(), kind: z.enum(equipmentKinds).optional() }),
  body: noBody,
  answer: z.object({
    equipment: z.array(
      z.object({
        id: z.string(),
        siteId: z.string(),
        locationId: z.string().nullable(),
        kind: z.enum(equipmentKinds),
        slug: z.string(),
        name: z.string(),
        fedBy: z.array(z.string()).describe('Equipment that gives it power, the usual source first.'),
        rating: z.record(z.string(), z.unknown()).nullable().describe('Null where nobody told it.'),
      }),
    ),
  }),
  run: async (context, { query: { siteId, kind } }) => {
    const model = await readSiteModel(context);
    if (!model.ok) return model;
    return ok({
      equipment: model.value.equipment
        .filter((one) => (siteId === undefined || one.siteId === siteId) && (kind === undefined || one.kind === kind))
        .map(({ rating, fedBy, ...one }) => ({ ...one, fedBy: [...fedBy], rating: rating === null ? null : { ...rating } })),
    });
  },
});
