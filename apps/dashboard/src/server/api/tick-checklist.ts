import { ok, refuse } from '@wachter/core';
import { tickChecklist as tick } from '@wachter/services/alarm/tick';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, Time, time } from './fields.ts';

export const tickChecklist = defineEndpoint({
  id: 'tickChecklist',
  method: 'POST',
  path: '/alarms/{id}/checklist/{step}',
  summary: 'Marks a step of the response as done, counted from 0. It stays with the record of the alarm.',
  scope: 'write:alarms',
  params: z.object({ id: z.uuid(), step: z.coerce.number().int().min(0).max(99) }),
  query: none,
  body: z.strictObject({ activation: z.number().int().positive() }),
  answer: z.object({ step: z.number(), doneAt: Time, doneBy: z.string() }),
  run: async (context, { params: { id, step }, body }) => {
    const done = await tick(context, { alarmId: id, step, ...body });
    if (done.ok) return ok({ step, doneAt: time(done.value.tick.at), doneBy: done.value.tick.by });
    switch (done.error.kind) {
      case 'already-ticked':
        return refuse({ ...done.error, reason: `${done.error.by} has done it at ${time(done.error.at)}.` });
      case 'no-such-step':
        return refuse({ ...done.error, reason: `The checklist has ${done.error.steps} steps, counted from 0.` });
      default:
        return refuse(done.error);
    }
  },
});
