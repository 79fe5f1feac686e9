import { type AnnouncedTest, ok } from '@wachter/core';
import { listTests } from '@wachter/services/power/list-tests';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { Limit, noBody, none, Time, time, timeOrNull } from './fields.ts';

export const TestField = z.object({
  id: z.string(),
  siteId: z.string(),
  scenario: z.string(),
  equipment: z.array(z.string()),
  from: Time,
  until: Time,
  note: z.string(),
  announcedAt: Time,
  announcedBy: z.string(),
  cancelledAt: Time.nullable(),
  cancelledBy: z.string().nullable(),
});

export const testField = (test: AnnouncedTest): z.input<typeof TestField> => ({
  ...test,
  equipment: [...test.equipment],
  from: time(test.from),
  until: time(test.until),
  announcedAt: time(test.announcedAt),
  cancelledAt: timeOrNull(test.cancelledAt),
});

export const tests = defineEndpoint({
  id: 'listTests',
  method: 'GET',
  path: '/tests',
  summary: 'Announced tests of emergency power, the last to begin first.',
  scope: 'read:readings',
  params: none,
  query: z.object({ siteId: z.uuid().optional(), limit: Limit }),
  body: noBody,
  answer: z.object({ tests: z.array(TestField) }),
  run: async (context, { query }) => {
    const found = await listTests(context, query);
    return found.ok ? ok({ tests: found.value.map(testField) }) : found;
  },
});
