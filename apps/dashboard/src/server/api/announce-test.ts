import { ok } from '@wachter/core';
import { announceTest as announce } from '@wachter/services/power/announce-test';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, none, Time } from './fields.ts';
import { TestField, testField } from './tests.ts';

export const announceTest = defineEndpoint({
  id: 'announceTest',
  method: 'POST',
  path: '/tests',
  summary:
    'Announces a test before it begins; without `from` it begins now. Alarms that its scenario shows on purpose are booked to it.',
  scope: 'write:maintenance',
  params: none,
  query: none,
  body: z.strictObject({
    siteId: z.uuid(),
    scenario: z.string().max(20),
    equipment: z.array(z.uuid()).max(200),
    from: Time.optional(),
    until: Time,
    note: z.string().max(500),
  }),
  answer: TestField,
  run: async (context, { body: { from, until, ...body } }) => {
    const begin = from === undefined ? {} : { from: instantOf(from) };
    const done = await announce(context, { ...body, ...begin, until: instantOf(until) });
    return done.ok ? ok(testField(done.value.test)) : done;
  },
});
