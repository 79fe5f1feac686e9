import { ok, refuse } from '@wachter/core';
import { resetAlarm as reset } from '@wachter/services/alarm/reset';
import { notFound } from '@wachter/services/refusal';
import { z } from 'zod';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';

export const resetAlarm = defineEndpoint({
  id: 'resetAlarm',
  method: 'POST',
  path: '/alarms/{id}/reset',
  summary: 'Ends a latched alarm whose cause is gone and that was acknowledged. It never resets a panel.',
  scope: 'write:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({ activation: z.number().int().positive(), comment: z.string().max(1000).nullish() }),
  answer: z.object({ alarm: AlarmField }),
  run: async (context, { params: { id }, body }) => {
    const done = await reset(context, { alarmId: id, ...body });
    if (!done.ok) return done;
    const outcome = done.value;
    switch (outcome.kind) {
      case 'reset':
        return ok({ alarm: alarmField(outcome.alarm) });
      case 'not-found':
        return refuse(notFound('alarm', id));
      case 'already-reset':
        return refuse({ kind: outcome.kind, reason: `${outcome.by} has reset it at ${time(outcome.at)}.`, by: outcome.by });
      case 'still-active':
      case 'not-acknowledged':
      case 'not-latching':
        return refuse(outcome);
      default:
        return outcome satisfies never;
    }
  },
});
