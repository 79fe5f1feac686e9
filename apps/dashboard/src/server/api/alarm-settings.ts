import { AlarmSettings } from '@wachter/core';
import { readAlarmSettings } from '@wachter/services/alarm/settings';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none } from './fields.ts';

export const alarmSettings = defineEndpoint({
  id: 'readAlarmSettings',
  method: 'GET',
  path: '/sites/{id}/alarm-settings',
  summary: 'How a site treats its alarms.',
  scope: 'read:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: z.object({ settings: AlarmSettings }),
  run: (context, { params: { id } }) => readAlarmSettings(context, { siteId: id }),
});
