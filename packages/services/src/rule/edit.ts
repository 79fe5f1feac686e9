import { ok, type Result, type RuleInstance, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { checkRuleParams } from '../catalogue.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Comment, Id } from '../fields.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';

const Text = z.strictObject({ en: z.string().max(2000), nl: z.string().max(2000) });

/** What may be set on a rule, by `editRule` and by `addRule`. */
export const ruleFields = {
  priority: z.enum(['critical', 'high', 'medium', 'low']),
  isLatching: z.boolean(),
  cause: Text.nullable(),
  consequence: Text.nullable(),
  response: Text.nullable(),
  respondWithinMinutes: z.number().int().positive().max(10_080).nullable(),
  checklist: z.array(Text).min(1).max(30).nullable(),
  acknowledgeHoldsMinutes: z.number().int().min(5).max(10_080).nullable(),
};

/** Fields that are left out stay. `params` replaces all parameters of the rule's type. `reason` is for whoever asks later why. */
export const EditRule = z.strictObject({
  id: Id,
  reason: Comment.optional(),
  params: z.json().optional(),
  isEnabled: z.boolean().optional(),
  ...z.strictObject(ruleFields).partial().shape,
});
type Change = Omit<z.output<typeof EditRule>, 'id' | 'params' | 'reason'>;

export type EditRuleRefusal = NotFound | Invalid | { readonly kind: 'unknown-rule-type'; readonly type: string };

const changed = (rule: RuleInstance, params: unknown, change: Change): RuleInstance => ({
  ...rule,
  params,
  priority: change.priority ?? rule.priority,
  isLatching: change.isLatching ?? rule.isLatching,
  isEnabled: change.isEnabled ?? rule.isEnabled,
  cause: change.cause === undefined ? rule.cause : change.cause,
  consequence: change.consequence === undefined ? rule.consequence : change.consequence,
  response: change.response === undefined ? rule.response : change.response,
  respondWithinMinutes: change.respondWithinMinutes === undefined ? rule.respondWithinMinutes : change.respondWithinMinutes,
  checklist: change.checklist === undefined ? (rule.checklist ?? null) : change.checklist,
  acknowledgeHoldsMinutes:
    change.acknowledgeHoldsMinutes === undefined ? (rule.acknowledgeHoldsMinutes ?? null) : change.acknowledgeHoldsMinutes,
});

/** Changes a rule. An alarm that is open under it gets a line in its journal, so that nobody wonders why it behaves differently. */
export const editRule = defineVerb({
  action: 'rule.edit',
  input: EditRule,
  run: (
    context,
    { id, params, reason = '', ...change },
  ): Promise<Result<{ readonly rule: RuleInstance; readonly openAlarms: number }, EditRuleRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.rules()).find((rule) => rule.id === id);
      if (!before) return refuse(notFound('rule', id));
      const checked = checkRuleParams(before.type, params === undefined ? before.params : params);
      if (!checked.ok) return checked;
      const rule = changed(before, checked.value, change);
      await tx.putRule(rule);
      const by = {
        actor: actorName(context.actor),
        at: context.now(),
        comment: [`rule ${rule.type} changed`, ...(reason === '' ? [] : [reason])].join(': '),
      };
      const openAlarms = await tx.journalRuleChange(id, by);
      await tx.audit(
        auditOf(context, {
          action: 'rule.edit',
          objectKind: 'rule',
          objectId: id,
          before,
          after: reason === '' ? rule : { ...rule, reason },
        }),
      );
      return ok({ rule, openAlarms });
    }),
});
