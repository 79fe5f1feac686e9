import { ok } from '@wachter/core';
import { listWithholdings } from '@wachter/services/alarm/list-withholdings';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none } from './fields.ts';
import { UnguardedField, WithholdingField, withholdingField } from './withholding-field.ts';

export const withholdings = defineEndpoint({
  id: 'listWithholdings',
  method: 'GET',
  path: '/withholdings',
  summary: 'What is shelved or out of service, the soonest to end first, with the rules that tell nobody anything.',
  scope: 'read:alarms',
  params: none,
  query: z.object({ siteId: z.uuid().optional(), endedWithinDays: z.coerce.number().int().min(0).max(366).optional() }),
  body: noBody,
  answer: z.object({
    withholdings: z.array(WithholdingField.extend({ isInForce: z.boolean(), unguarded: z.array(UnguardedField) })),
  }),
  run: async (context, { query }) => {
    const found = await listWithholdings(context, query);
    if (!found.ok) return found;
    return ok({
      withholdings: found.value.map(({ isInForce, unguarded, ...one }) => ({
        ...withholdingField(one),
        isInForce,
        unguarded: [...unguarded],
      })),
    });
  },
});
