import { ok, transitions } from '@wachter/core';
import { z } from 'zod';
import { type AlarmRead, readAlarm } from '../reads/alarms.ts';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, Time, time, timeOrNull, WordsField } from './fields.ts';

const checklistOf = ({ alarm: { activation }, rule, ticks }: AlarmRead) =>
  (rule?.checklist ?? []).map((says, step) => {
    const done = ticks.find((one) => one.step === step && one.activation === activation);
    return { step, says, doneAt: timeOrNull(done?.at ?? null), doneBy: done?.by ?? null };
  });

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
        level: z.enum(['warning', 'critical']).nullable(),
        quality: z.string().nullable(),
        value: z.number().nullable(),
        limit: z.number().nullable(),
        comment: z.string().nullable(),
        source: z.string().nullable().describe('Device or line by which the word came.'),
      }),
    ),
    checklist: z
      .array(
        z.object({
          step: z.number().describe('Counted from 0.'),
          says: WordsField,
          doneAt: Time.nullable(),
          doneBy: z.string().nullable(),
        }),
      )
      .describe('Steps of the response, with who has done them in the present activation.'),
  }),
  run: async (context, { params: { id } }) => {
    const found = await readAlarm(context, id);
    if (!found.ok) return found;
    return ok({
      alarm: alarmField(found.value.alarm),
      journal: found.value.journal.map(({ alarmId: _, conditionAt, recordedAt, ...entry }) => ({
        ...entry,
        conditionAt: time(conditionAt),
        recordedAt: time(recordedAt),
      })),
      checklist: checklistOf(found.value),
    });
  },
});
