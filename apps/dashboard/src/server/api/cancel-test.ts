import { ok, refuse } from '@wachter/core';
import { cancelTest as cancel } from '@wachter/services/power/cancel-test';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';
import { TestField, testField } from './tests.ts';

export const cancelTest = defineEndpoint({
  id: 'cancelTest',
  method: 'POST',
  path: '/tests/{id}/cancel',
  summary: 'Calls off a test, or ends one that is on: from then on every alarm is told.',
  scope: 'write:maintenance',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({}),
  answer: TestField,
  run: async (context, { params }) => {
    const done = await cancel(context, params);
    if (done.ok) return ok(testField(done.value.test));
    if (done.error.kind !== 'already-cancelled' && done.error.kind !== 'already-ended') return refuse(done.error);
    const { kind, by, at } = done.error;
    return refuse({ kind, reason: `${by === null ? 'It ended' : `${by} ended it`} at ${time(at)}.` });
  },
});
