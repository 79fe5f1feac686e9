import { type AnnouncedTest, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const CancelTest = z.strictObject({ id: Id });

export type CancelTestRefusal =
  | NotFound
  | { readonly kind: 'already-cancelled'; readonly by: string | null; readonly at: number }
  | { readonly kind: 'already-ended'; readonly by: string | null; readonly at: number };

/** Calls off a test, or ends one that is on: from then on every alarm is a real one. */
export const cancelTest = defineVerb({
  action: 'test.announce',
  input: CancelTest,
  run: (context, { id }): Promise<Result<{ readonly test: AnnouncedTest }, CancelTestRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.announcedTests()).find((one) => one.id === id);
      if (!before) return refuse(notFound('test', id));
      if (before.cancelledAt !== null) {
        return refuse({ kind: 'already-cancelled', by: before.cancelledBy, at: before.cancelledAt });
      }
      if (before.until <= context.now()) return refuse({ kind: 'already-ended', by: null, at: before.until });
      const test = { ...before, cancelledAt: context.now(), cancelledBy: actorName(context.actor) };
      await tx.putAnnouncedTest(test);
      await tx.audit(auditOf(context, { action: 'test.cancel', objectKind: 'test', objectId: id, before, after: test }));
      return ok({ test });
    }),
});
