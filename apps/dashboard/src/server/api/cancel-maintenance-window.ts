import { ok, refuse } from '@wachter/core';
import { cancelMaintenanceWindow as cancel } from '@wachter/services/alarm/cancel-window';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';
import { WindowField, windowField } from './maintenance-windows.ts';

export const cancelMaintenanceWindow = defineEndpoint({
  id: 'cancelMaintenanceWindow',
  method: 'POST',
  path: '/maintenance-windows/{id}/cancel',
  summary: 'Ends planned work, open or coming, with all its repetitions; what still holds comes back unacknowledged.',
  scope: 'write:maintenance',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({}),
  answer: z.object({ window: WindowField }),
  run: async (context, { params }) => {
    const done = await cancel(context, params);
    if (done.ok) return ok({ window: windowField(done.value.window) });
    if (done.error.kind !== 'already-cancelled') return refuse(done.error);
    return refuse({
      kind: done.error.kind,
      reason: `${done.error.by ?? 'Somebody'} has cancelled it at ${time(done.error.at)}.`,
    });
  },
});
