import { ok, type Result, type Withholding } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { findScope, type UnguardedRule } from './scope.ts';

/** `endedWithinDays`: those that ended lately come along; 0 = only what is in force. */
export const ListWithholdings = z.strictObject({
  siteId: Id.optional(),
  endedWithinDays: z.number().int().min(0).max(366).default(0),
});

export interface ListedWithholding extends Withholding {
  readonly isInForce: boolean;
  /** What nobody is told of; empty when it is over. */
  readonly unguarded: readonly UnguardedRule[];
}

/** What is shelved or out of service, the soonest to end first, each with the rules that tell nobody anything. */
export const listWithholdings = defineVerb({
  action: 'alarm.journal',
  input: ListWithholdings,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, endedWithinDays }): Promise<Result<readonly ListedWithholding[], never>> => {
    const now = context.now();
    const filter = { since: now - endedWithinDays * 86_400_000, ...(siteId === undefined ? {} : { siteId }) };
    const listed: ListedWithholding[] = [];
    for (const one of await context.store.site.withholdings(filter)) {
      const isInForce = (one.endedAt ?? one.untilAt) > now;
      const scope = isInForce ? await findScope(context.store.site, one) : null;
      listed.push({ ...one, isInForce, unguarded: scope?.rules ?? [] });
    }
    return ok(listed.toSorted((a, b) => Number(b.isInForce) - Number(a.isInForce) || a.untilAt - b.untilAt));
  },
});
