import { ok, type Result, refuse, type Withholding } from '@wachter/core';
import { z } from 'zod';
import { actorName, actorUser } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { findScope, Reason, scopeFields, type UnguardedRule, WorkOrder } from './scope.ts';

const MOST_DAYS = 366;

/** `untilAt`: planned return, in milliseconds; at most a year ahead. Until then nothing of the scope tells anybody, fire and gas included. */
export const TakeOutOfService = z.strictObject({
  ...scopeFields,
  reason: Reason,
  workOrder: WorkOrder.nullish(),
  untilAt: z.number().int().min(0).max(8.64e15),
});

export interface OutOfService {
  readonly withholding: Withholding;
  /** What nobody is told of now. */
  readonly unguarded: readonly UnguardedRule[];
}

export type OutOfServiceRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'already-out-of-service'; readonly by: string; readonly untilAt: number };

/** Takes a thing out of service under a work order with a planned return, and answers with what is now unguarded. */
export const takeOutOfService = defineVerb({
  action: 'alarm.out-of-service',
  input: TakeOutOfService,
  run: (context, { reason, workOrder, untilAt, ...scope }): Promise<Result<OutOfService, OutOfServiceRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const now = context.now();
      if (untilAt <= now) return refuse(invalid('untilAt', 'must lie ahead'));
      if (untilAt > now + MOST_DAYS * 86_400_000) return refuse(invalid('untilAt', 'must lie within a year'));
      const found = await findScope(tx, scope);
      if (!found) return refuse(notFound(scope.scopeKind, scope.scopeId));
      const { siteId, rules } = found;
      const same = (await tx.withholdings({ since: now, siteId })).find(
        (one) =>
          one.kind === 'out-of-service' &&
          one.scopeKind === scope.scopeKind &&
          one.scopeId === scope.scopeId &&
          one.endedAt === null,
      );
      if (same) return refuse({ kind: 'already-out-of-service', by: same.createdBy, untilAt: same.untilAt });
      const withholding: Withholding = {
        ...{ id: context.newId(), siteId, kind: 'out-of-service', ...scope },
        ...{ fromAt: now, untilAt, reason, workOrder: workOrder ?? null },
        ...{ createdAt: now, createdBy: actorName(context.actor), source: context.source ?? null },
        ...{ createdByUser: actorUser(context.actor), endedAt: null, endedBy: null, remindedAt: null },
      };
      await tx.putWithholding(withholding);
      const what = { action: 'alarm.out-of-service', objectKind: 'withholding', objectId: withholding.id };
      await tx.audit(auditOf(context, { ...what, after: { ...withholding, unguarded: rules.length } }));
      return ok({ withholding, unguarded: rules });
    }),
});
