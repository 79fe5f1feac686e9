import { ok, refuse } from '@wachter/core';
import { shelveAlarm as shelve } from '@wachter/services/alarm/shelve';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';
import { WithholdingField, withholdingField } from './withholding-field.ts';

export const shelveAlarm = defineEndpoint({
  id: 'shelveAlarm',
  method: 'POST',
  path: '/alarms/{id}/shelve',
  summary: 'Nobody is told of the alarm for a while. Never for fire, released extinguishing or critical gas.',
  scope: 'write:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({ reason: z.string().max(500), minutes: z.number().int().min(1).max(1440) }),
  answer: z.object({ withholding: WithholdingField }),
  run: async (context, { params: { id }, body }) => {
    const done = await shelve(context, { alarmId: id, ...body });
    if (done.ok) return ok({ withholding: withholdingField(done.value.withholding) });
    switch (done.error.kind) {
      case 'already-shelved':
        return refuse({ ...done.error, reason: `${done.error.by} has shelved it until ${time(done.error.untilAt)}.` });
      case 'too-long':
        return refuse({ ...done.error, reason: `At most ${done.error.mostHours} hours for this priority.` });
      default:
        return refuse(done.error);
    }
  },
});
