import { mayShelve, ok, quantityById, type Result, refuse, type Vital, vitalWords, type Withholding } from '@wachter/core';
import { z } from 'zod';
import { actorName, actorUser } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { Reason } from './scope.ts';

/** The rule of the alarm is shelved, so that its next occurrence is, too. The end is counted from now by our clock. */
export const ShelveAlarm = z.strictObject({
  alarmId: Id,
  reason: Reason,
  minutes: z.number().int().min(1).max(1440),
});

export type ShelveRefusal =
  | NotFound
  | { readonly kind: 'may-not-be-shelved'; readonly why: Vital; readonly reason: string }
  | { readonly kind: 'too-long'; readonly mostHours: number }
  | { readonly kind: 'already-shelved'; readonly by: string; readonly untilAt: number };

/** Nobody is told of the alarm for a while; it keeps measuring, and comes back unacknowledged. Never for fire, released extinguishing or critical gas. */
export const shelveAlarm = defineVerb({
  action: 'alarm.shelve',
  input: ShelveAlarm,
  run: async (context, { alarmId, reason, minutes }): Promise<Result<{ readonly withholding: Withholding }, ShelveRefusal>> => {
    const alarm = await context.store.alarms.get(alarmId);
    if (!alarm) return refuse(notFound('alarm', alarmId));
    return context.store.site.transaction(async (tx) => {
      const rule = (await tx.rules()).find(({ id }) => id === alarm.ruleId);
      if (!rule) return refuse(notFound('rule', alarm.ruleId));
      const point = rule.pointId === null ? null : await tx.point(rule.pointId);
      const why = mayShelve(rule, point?.quantity ? quantityById(point.quantity) : null);
      if (why !== null) return refuse({ kind: 'may-not-be-shelved', why, reason: vitalWords[why].en });
      const { shelveMaxHours } = (await tx.alarmSettings(alarm.siteId)).priorities[alarm.priority];
      if (minutes > shelveMaxHours * 60) return refuse({ kind: 'too-long', mostHours: shelveMaxHours });
      const now = context.now();
      const same = (await tx.withholdings({ since: now, siteId: alarm.siteId })).find(
        (one) => one.kind === 'shelved' && one.scopeKind === 'rule' && one.scopeId === rule.id && one.endedAt === null,
      );
      if (same) return refuse({ kind: 'already-shelved', by: same.createdBy, untilAt: same.untilAt });
      const withholding: Withholding = {
        ...{ id: context.newId(), siteId: alarm.siteId, kind: 'shelved', scopeKind: 'rule', scopeId: rule.id },
        ...{ fromAt: now, untilAt: now + minutes * 60_000, reason, workOrder: null },
        ...{ createdAt: now, createdBy: actorName(context.actor), source: context.source ?? null },
        ...{ createdByUser: actorUser(context.actor), endedAt: null, endedBy: null, remindedAt: null },
      };
      await tx.putWithholding(withholding);
      const what = { action: 'alarm.shelve', objectKind: 'alarm', objectId: alarmId };
      await tx.audit(auditOf(context, { ...what, after: withholding }));
      return ok({ withholding });
    });
  },
});
