import { ok, transitions } from '@wachter/core';
import { z } from 'zod';
import { readAlarm } from '../reads/alarms.ts';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, Time, time } from './fields.ts';

export const alarm = defineEndpoint({
  id: 'getAlarm',
  method: 'GET',
  path: '/alarms/{id}',
  summary: 'One occurrence with its journal, oldest entry first.',
  scope: 'read:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: z.object({
    alarm: AlarmField,
    journal: z.array(
      z.object({
        kind: z.enum(transitions),
        conditionAt: Time,
        recordedAt: Time,
        actor: z.string(),
        value: z.number().nullable(),
        limit: z.number().nullable(),
        comment: z.string().nullable(),
        source: z.string().nullable().describe('Device or line by which the word came.'),
      }),
    ),
  }),
  run: async (context, { params: { id } }) => {
    const found = await readAlarm(context, id);
    if (!found.ok) return found;
    return ok({
      alarm: alarmField(found.value.alarm),
      journal: found.value.journal.map(({ kind, conditionAt, recordedAt, actor, value, limit, comment, source }) => ({
        kind,
        conditionAt: time(conditionAt),
        recordedAt: time(recordedAt),
        actor,
        value,
        limit,
        comment,
        source,
      })),
    });
  },
});
