import { type MaintenanceWindow, nextOccurrences, type Occurrence, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment, Name } from '../fields.ts';
import { type NeedsSecondPerson, secondPersonFor, takenWhole } from '../redundancy/second-person.ts';
import { type Touched, whatIsTouched } from '../redundancy/touch.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { findScope, Reason, scopeFields, type UnguardedRule, WorkOrder } from './scope.ts';

/** Without `id` a new one. It comes back at the same time of the site's clocks; the duration is in true minutes, a week at most. */
export const PutMaintenanceWindow = z.strictObject({
  id: Id.optional(),
  name: Name,
  ...scopeFields,
  startsAt: Moment,
  durationMinutes: z.number().int().min(5).max(10_080),
  recurrence: z
    .strictObject({
      every: z.enum(['day', 'week', 'month']),
      days: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
      until: Moment.optional(),
    })
    .nullish(),
  reason: Reason,
  workOrder: WorkOrder.nullish(),
  /** Said by whoever has seen that other work takes the other side of a redundancy group, or too much of it, at the same time. */
  takesBothSides: z.boolean().default(false),
});

export interface PutWindow {
  readonly window: MaintenanceWindow;
  /** The next starts within 60 days, in the site's time zone. */
  readonly next: readonly Occurrence[];
  readonly covered: readonly UnguardedRule[];
  /** What it does to redundancy groups, and what goes blind. */
  readonly touched: Touched;
}

export type PutWindowRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'already-cancelled'; readonly by: string | null; readonly at: number }
  | NeedsSecondPerson;

/**
 * Plans work: alarms of the scope are recorded as suppressed while the window is open. Fire and critical gas still speak. Work that together with other work
 * takes both sides of a redundancy group, or leaves too little of it, is only planned by another person than the other work, who says so; work that takes
 * both sides by itself is planned as two.
 */
export const putMaintenanceWindow = defineVerb({
  action: 'window.edit',
  input: PutMaintenanceWindow,
  run: (context, { id, recurrence, workOrder, takesBothSides, ...input }): Promise<Result<PutWindow, PutWindowRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const now = context.now();
      const found = await findScope(tx, input);
      if (!found) return refuse(notFound(input.scopeKind, input.scopeId));
      const before = id === undefined ? null : (await tx.windows()).find((one) => one.id === id);
      if (before === undefined) return refuse(notFound('window', id ?? ''));
      if (before && before.cancelledAt !== null) {
        return refuse({ kind: 'already-cancelled', by: before.cancelledBy, at: before.cancelledAt });
      }
      const isOver = !recurrence && input.startsAt + input.durationMinutes * 60_000 <= now;
      if (isOver) return refuse(invalid('startsAt', 'the window would be over already'));
      if (recurrence?.until !== undefined && recurrence.until < input.startsAt) {
        return refuse(invalid('recurrence.until', 'must not lie before the start'));
      }
      const window: MaintenanceWindow = {
        ...input,
        id: before?.id ?? context.newId(),
        siteId: found.siteId,
        recurrence: recurrence ?? null,
        workOrder: workOrder ?? null,
        createdAt: before?.createdAt ?? now,
        createdBy: before?.createdBy ?? actorName(context.actor),
        cancelledAt: null,
        cancelledBy: null,
      };
      const touched = await whatIsTouched({ site: tx, live: context.store.live }, window, now);
      const { createdBy } = window;
      const alone = takenWhole(touched, createdBy) ?? secondPersonFor(touched, createdBy, takesBothSides);
      if (alone) return refuse(alone);
      await tx.putWindow(window);
      const what = { action: before ? 'window.edit' : 'window.add', objectKind: 'window', objectId: window.id };
      await tx.audit(
        auditOf(context, {
          ...what,
          ...(before ? { before } : {}),
          after: takesBothSides ? { ...window, takesBothSides } : window,
        }),
      );
      const timeZone = (await tx.sites()).find((site) => site.id === found.siteId)?.timeZone ?? 'UTC';
      return ok({ window, next: nextOccurrences(window, timeZone, { now, days: 60 }), covered: found.rules, touched });
    }),
});
