import { ok, refuse } from '@wachter/core';
import { putTestPlan as put } from '@wachter/services/power/put-plan';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';
import { PlanEntryField } from './test-plan.ts';

export const putTestPlan = defineEndpoint({
  id: 'putTestPlan',
  method: 'POST',
  path: '/test-plan',
  summary: 'Says which tests a site asks for. `basedOn` is the version that was looked at, 0 where there was none.',
  scope: 'write:maintenance',
  params: none,
  query: none,
  body: z.strictObject({
    siteId: z.uuid(),
    basedOn: z.number().int().min(0),
    entries: z.array(PlanEntryField).max(2000),
  }),
  answer: z.object({ siteId: z.string(), version: z.number(), entries: z.array(PlanEntryField) }),
  run: async (context, { body }) => {
    const done = await put(context, body);
    if (done.ok) {
      const { siteId, version, entries } = done.value;
      return ok({ siteId, version, entries: [...entries] });
    }
    if (done.error.kind !== 'plan-changed') return refuse(done.error);
    const { kind, by, at } = done.error;
    return refuse({ kind, reason: `${by} has changed it at ${time(at)}.` });
  },
});
