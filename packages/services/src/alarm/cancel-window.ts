import { type MaintenanceWindow, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const CancelMaintenanceWindow = z.strictObject({ id: Id });

export type CancelWindowRefusal =
  | NotFound
  | { readonly kind: 'already-cancelled'; readonly by: string | null; readonly at: number };

/** Ends a window, open or planned, with all its repetitions. */
export const cancelMaintenanceWindow = defineVerb({
  action: 'window.edit',
  input: CancelMaintenanceWindow,
  run: (context, { id }): Promise<Result<{ readonly window: MaintenanceWindow }, CancelWindowRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.windows()).find((one) => one.id === id);
      if (!before) return refuse(notFound('window', id));
      if (before.cancelledAt !== null) {
        return refuse({ kind: 'already-cancelled', by: before.cancelledBy, at: before.cancelledAt });
      }
      const window = { ...before, cancelledAt: context.now(), cancelledBy: actorName(context.actor) };
      await tx.putWindow(window);
      await tx.audit(auditOf(context, { action: 'window.cancel', objectKind: 'window', objectId: id, before, after: window }));
      return ok({ window });
    }),
});
