import { ok, type TestStatus } from '@wachter/core';
import { listTestPlan } from '@wachter/services/power/list-plan';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, Time, time, timeOrNull, WordsField } from './fields.ts';

const Day = z.iso.date().describe('A date of the site.');
export const PlanEntryField = z.strictObject({
  equipmentId: z.uuid(),
  kind: z.string().max(60),
  firstDueOn: Day,
  ruleSet: z.string().max(60).nullable().default(null),
  needsApproval: z.boolean().default(false),
});

const StatusField = z.object({
  state: z.enum(['planned', 'done', 'due', 'overdue']),
  askedFrom: Day,
  dueOn: Day,
  latestOn: Day,
  overdueSince: Time.nullable(),
  sentence: WordsField,
  past: z.array(z.object({ dueOn: Day, doneAt: Time.nullable(), source: z.string().nullable(), isLate: z.boolean() })),
  refused: z.array(z.object({ source: z.string(), at: Time, why: z.array(WordsField) })),
});

const statusField = (status: TestStatus): z.input<typeof StatusField> => ({
  state: status.state,
  askedFrom: status.askedFrom,
  dueOn: status.dueOn,
  latestOn: status.latestOn,
  overdueSince: timeOrNull(status.overdueSince),
  sentence: status.sentence,
  past: status.past.map(({ dueOn, by, isLate }) => ({
    ...{ dueOn, isLate },
    doneAt: by && time(by.at),
    source: by?.source.id ?? null,
  })),
  refused: status.refused.map(({ attempt, why }) => ({ source: attempt.source.id, at: time(attempt.at), why: [...why] })),
});

export const testPlan = defineEndpoint({
  id: 'listTestPlan',
  method: 'GET',
  path: '/test-plan',
  summary:
    'Tests of emergency power that are asked for, overdue first: when each is due, what counted, and why the rest did not.',
  scope: 'read:readings',
  params: none,
  query: z.object({ siteId: z.uuid().optional() }),
  body: noBody,
  answer: z.object({
    plans: z.array(
      z.object({
        siteId: z.string(),
        timeZone: z.string(),
        version: z.number(),
        tests: z.array(PlanEntryField.extend({ equipment: z.string(), name: WordsField, status: StatusField })),
      }),
    ),
  }),
  run: async (context, { query }) => {
    const found = await listTestPlan(context, query);
    if (!found.ok) return found;
    const plans = found.value.map(({ siteId, timeZone, version, tests }) => ({
      ...{ siteId, timeZone, version },
      tests: tests.map(({ entry, equipment, kind, status }) => ({
        ...{ ...entry, equipment, name: kind.name },
        status: statusField(status),
      })),
    }));
    return ok({ plans });
  },
});
