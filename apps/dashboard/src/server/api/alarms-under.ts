import { ok } from '@wachter/core';
import { listUnder } from '@wachter/services/alarm/under';
import { z } from 'zod';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, WordsField } from './fields.ts';

export const alarmsUnder = defineEndpoint({
  id: 'listAlarmsUnder',
  method: 'GET',
  path: '/alarms/{id}/under',
  summary: 'Alarms that are suppressed because this one explains them, in the order of cause, and why.',
  scope: 'read:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: z.object({ alarms: z.array(AlarmField), why: WordsField }),
  run: async (context, { params: { id } }) => {
    const found = await listUnder(context, { alarmId: id });
    return found.ok ? ok({ alarms: found.value.alarms.map(alarmField), why: found.value.path }) : found;
  },
});
