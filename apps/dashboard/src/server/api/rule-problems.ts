import { ok, ruleProblemKinds } from '@wachter/core';
import { listRuleProblems } from '@wachter/services/rule/list-problems';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, Time, time } from './fields.ts';

export const ruleProblems = defineEndpoint({
  id: 'listRuleProblems',
  method: 'GET',
  path: '/rule-problems',
  summary: 'Rules that cannot do their work, the longest first: what looks guarded there is not.',
  scope: 'read:points',
  params: none,
  query: z.object({ siteId: z.uuid().optional() }),
  body: noBody,
  answer: z.object({
    problems: z.array(
      z.object({
        ruleId: z.string(),
        ruleType: z.string(),
        kind: z.enum(ruleProblemKinds),
        detail: z.string(),
        since: Time,
        pointId: z.number().nullable(),
        deviceId: z.string().nullable(),
      }),
    ),
  }),
  run: async (context, { query }) => {
    const found = await listRuleProblems(context, query);
    if (!found.ok) return found;
    return ok({
      problems: found.value.map(({ type: ruleType, since, ...problem }) => ({ ...problem, ruleType, since: time(since) })),
    });
  },
});
