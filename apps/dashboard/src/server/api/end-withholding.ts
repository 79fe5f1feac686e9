import { ok, refuse } from '@wachter/core';
import { returnToService } from '@wachter/services/alarm/return-to-service';
import { unshelveAlarm } from '@wachter/services/alarm/unshelve';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';
import { WithholdingField, withholdingField } from './withholding-field.ts';

export const endWithholding = defineEndpoint({
  id: 'endWithholding',
  method: 'POST',
  path: '/withholdings/{id}/end',
  summary: 'Ends a shelving, or returns to service; what still holds comes back unacknowledged.',
  scope: 'write:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({}),
  answer: z.object({ withholding: WithholdingField }),
  run: async (context, { params }) => {
    const shelved = await unshelveAlarm(context, params);
    const done = !shelved.ok && shelved.error.kind === 'not-found' ? await returnToService(context, params) : shelved;
    if (done.ok) return ok({ withholding: withholdingField(done.value.withholding) });
    if (done.error.kind !== 'already-ended') return refuse(done.error);
    const { kind, by, at } = done.error;
    return refuse({ kind, reason: by === null ? `Its time was over at ${time(at)}.` : `${by} has ended it at ${time(at)}.` });
  },
});
