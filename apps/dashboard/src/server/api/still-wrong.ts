import { ok } from '@wachter/core';
import { windowOutcome } from '@wachter/services/alarm/window-outcome';
import { z } from 'zod';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none } from './fields.ts';

export const stillWrong = defineEndpoint({
  id: 'listStillWrong',
  method: 'GET',
  path: '/maintenance-windows/{id}/still-wrong',
  summary: 'Active alarms in the scope of planned work: for whoever closes it.',
  scope: 'read:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: z.object({ alarms: z.array(AlarmField) }),
  run: async (context, { params }) => {
    const found = await windowOutcome(context, params);
    return found.ok ? ok({ alarms: found.value.stillWrong.map(alarmField) }) : found;
  },
});
