import { type Alarm, ok, type Result, refuse, sortAlarms } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { findScope } from './scope.ts';

/** `id` of the window. */
export const WindowOutcome = z.strictObject({ id: Id });

const MOST = 5000;

/** What is still wrong in the scope of a maintenance window: for whoever closes the work. */
export const windowOutcome = defineVerb({
  action: 'alarm.journal',
  input: WindowOutcome,
  run: async (context, { id }): Promise<Result<{ readonly stillWrong: readonly Alarm[] }, NotFound>> => {
    const { alarms, site } = context.store;
    const window = (await site.windows()).find((one) => one.id === id);
    if (!window) return refuse(notFound('window', id));
    const rules = new Set((await findScope(site, window))?.rules.map(({ ruleId }) => ruleId) ?? []);
    const open = await alarms.list({ siteId: window.siteId, isOpen: true, limit: MOST });
    return ok({ stillWrong: sortAlarms(open.filter((alarm) => alarm.clearedAt === null && rules.has(alarm.ruleId))) });
  },
});
