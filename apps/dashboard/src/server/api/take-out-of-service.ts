import { ok, refuse, scopeKinds } from '@wachter/core';
import { takeOutOfService as take } from '@wachter/services/alarm/take-out-of-service';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, none, Time, time } from './fields.ts';
import { UnguardedField, WithholdingField, withholdingField } from './withholding-field.ts';

export const takeOutOfService = defineEndpoint({
  id: 'takeOutOfService',
  method: 'POST',
  path: '/withholdings',
  summary: 'Takes a rule, point, device, equipment or place out of service; answers with what is now unguarded.',
  scope: 'write:alarms',
  params: none,
  query: none,
  body: z.strictObject({
    scopeKind: z.enum(scopeKinds),
    scopeId: z.string().max(200),
    reason: z.string().max(500),
    workOrder: z.string().max(80).nullish(),
    untilAt: Time.describe('Planned return.'),
  }),
  answer: z.object({ withholding: WithholdingField, unguarded: z.array(UnguardedField) }),
  run: async (context, { body: { untilAt, ...body } }) => {
    const done = await take(context, { ...body, untilAt: instantOf(untilAt) });
    if (done.ok) {
      return ok({ withholding: withholdingField(done.value.withholding), unguarded: [...done.value.unguarded] });
    }
    if (done.error.kind !== 'already-out-of-service') return refuse(done.error);
    return refuse({ ...done.error, reason: `By ${done.error.by}, until ${time(done.error.untilAt)}.` });
  },
});
