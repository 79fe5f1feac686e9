import { ok, type Result, type Rule, type RuleInstance, refuse } from '@wachter/core';
import { z } from 'zod';
import { checkRuleParams, ruleWatches } from '../catalogue.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';
import { ruleFields } from './edit.ts';

/** Exactly one of `pointId` and `deviceId`, as the rule's type watches. Rules of a whole site come with the site. */
export const AddRule = z.strictObject({
  type: z.string(),
  pointId: z.number().int().optional(),
  deviceId: DeviceId.optional(),
  params: z.json(),
  priority: ruleFields.priority,
  isLatching: z.boolean().default(false),
  ...z
    .strictObject({
      cause: ruleFields.cause,
      consequence: ruleFields.consequence,
      response: ruleFields.response,
      respondWithinMinutes: ruleFields.respondWithinMinutes,
      checklist: ruleFields.checklist,
      acknowledgeHoldsMinutes: ruleFields.acknowledgeHoldsMinutes,
    })
    .partial().shape,
});

export type AddRuleRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'unknown-rule-type'; readonly type: string }
  | { readonly kind: 'watches-something-else'; readonly type: string; readonly watches: Rule<unknown, unknown>['watches'] }
  | { readonly kind: 'not-approved'; readonly object: 'point' | 'device'; readonly id: string };

export const addRule = defineVerb({
  action: 'rule.edit',
  input: AddRule,
  run: (context, input): Promise<Result<{ readonly rule: RuleInstance }, AddRuleRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const { type, pointId, deviceId } = input;
      const checked = checkRuleParams(type, input.params);
      if (!checked.ok) return checked;
      const watches = ruleWatches(type);
      const named = watches === 'point' ? pointId : deviceId;
      if (watches === 'site' || named === undefined || (pointId !== undefined && deviceId !== undefined)) {
        return refuse({ kind: 'watches-something-else', type, watches });
      }
      const watched = pointId !== undefined ? await tx.point(pointId) : await tx.device(deviceId ?? '');
      if (!watched) return refuse(notFound(watches, named));
      const isReady = watched.status === 'active' || watched.status === 'approved';
      if (watched.siteId === null || !isReady) return refuse({ kind: 'not-approved', object: watches, id: String(named) });
      const rule: RuleInstance = {
        id: context.newId(),
        type,
        siteId: watched.siteId,
        pointId: pointId ?? null,
        deviceId: deviceId ?? null,
        params: checked.value,
        priority: input.priority,
        isLatching: input.isLatching,
        isEnabled: true,
        cause: input.cause ?? null,
        consequence: input.consequence ?? null,
        response: input.response ?? null,
        respondWithinMinutes: input.respondWithinMinutes ?? null,
        checklist: input.checklist ?? null,
        acknowledgeHoldsMinutes: input.acknowledgeHoldsMinutes ?? null,
      };
      await tx.putRule(rule);
      await tx.audit(auditOf(context, { action: 'rule.add', objectKind: 'rule', objectId: rule.id, after: rule }));
      return ok({ rule });
    }),
});
