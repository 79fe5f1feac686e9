import { AlarmSettings } from '@wachter/core';
import { editAlarmSettings } from '@wachter/services/alarm/settings';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none } from './fields.ts';

export const putAlarmSettings = defineEndpoint({
  id: 'putAlarmSettings',
  method: 'PUT',
  path: '/sites/{id}/alarm-settings',
  summary: 'Replaces how a site treats its alarms; a field that is left out gets its default.',
  scope: 'write:settings',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: AlarmSettings,
  answer: z.object({ settings: AlarmSettings }),
  run: (context, { params: { id }, body }) => editAlarmSettings(context, { siteId: id, settings: body }),
});
