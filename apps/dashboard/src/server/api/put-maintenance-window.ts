import { ok, refuse, scopeKinds } from '@wachter/core';
import { putMaintenanceWindow as put } from '@wachter/services/alarm/put-window';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, none, Time, time } from './fields.ts';
import { OccurrenceField, occurrenceField, RecurrenceField, WindowField, windowField } from './maintenance-windows.ts';
import { UnguardedField } from './withholding-field.ts';

export const putMaintenanceWindow = defineEndpoint({
  id: 'putMaintenanceWindow',
  method: 'POST',
  path: '/maintenance-windows',
  summary: 'Plans work, or with `id` changes what was planned. Alarms of the scope are recorded as suppressed while it is open.',
  scope: 'write:maintenance',
  params: none,
  query: none,
  body: z.strictObject({
    id: z.uuid().optional(),
    name: z.string().max(120),
    scopeKind: z.enum(scopeKinds),
    scopeId: z.string().max(200),
    startsAt: Time,
    durationMinutes: z.number().int().min(5).max(10_080),
    recurrence: RecurrenceField.nullish(),
    reason: z.string().max(500),
    workOrder: z.string().max(80).nullish(),
  }),
  answer: z.object({
    window: WindowField,
    next: z.array(OccurrenceField),
    covered: z.array(UnguardedField).describe('Rules that tell nobody anything while it is open, unless they are vital.'),
  }),
  run: async (context, { body: { startsAt, recurrence, ...body } }) => {
    const until = recurrence?.until;
    const again = recurrence && { ...recurrence, until: until === undefined ? undefined : instantOf(until) };
    const done = await put(context, { ...body, startsAt: instantOf(startsAt), recurrence: again });
    if (done.ok) {
      const { window, next, covered } = done.value;
      return ok({ window: windowField(window), next: next.map(occurrenceField), covered: [...covered] });
    }
    if (done.error.kind !== 'already-cancelled') return refuse(done.error);
    return refuse({
      kind: done.error.kind,
      reason: `${done.error.by ?? 'Somebody'} has cancelled it at ${time(done.error.at)}.`,
    });
  },
});
