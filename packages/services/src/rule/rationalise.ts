import {
  consequenceClasses,
  ok,
  proposedPriority,
  type Rationalisation,
  type Result,
  type RuleInstance,
  refuse,
} from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { ruleFields } from './edit.ts';

const Sentence = z.string().trim().min(3).max(2000);

/** `deviation` says why the priority is not what the matrix proposes; it is needed then. `reviewAt` lies ahead, at most five years. */
export const RationaliseRule = z.strictObject({
  ruleId: Id,
  why: Sentence,
  consequence: z.enum(consequenceClasses),
  respondWithinMinutes: z.number().int().positive().max(10_080),
  priority: ruleFields.priority,
  deviation: Sentence.optional(),
  reviewAt: z.number().int().min(0).max(8.64e15),
  approvedBy: z.string().trim().min(2).max(200),
});

const longestMs = 5 * 366 * 86_400_000;

/**
 * Writes down why an alarm exists and why it has its priority, and gives the rule that priority and time in the same act. A record is
 * never changed; the next one takes its place and both stay.
 */
export const rationaliseRule = defineVerb({
  action: 'rule.rationalise',
  input: RationaliseRule,
  run: (
    context,
    { ruleId, reviewAt, deviation, ...input },
  ): Promise<Result<{ readonly rule: RuleInstance; readonly record: Rationalisation }, NotFound | Invalid>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.rules()).find(({ id }) => id === ruleId);
      if (!before) return refuse(notFound('rule', ruleId));
      const at = context.now();
      if (reviewAt <= at || reviewAt > at + longestMs) {
        return refuse(invalid('reviewAt', 'must lie ahead, at most five years'));
      }
      const proposed = proposedPriority(input.consequence, input.respondWithinMinutes);
      const deviates = proposed !== input.priority;
      if (deviates && deviation === undefined) {
        return refuse(invalid('deviation', `is needed: consequence and time to respond propose ${proposed}`));
      }
      const by = actorName(context.actor);
      const record: Rationalisation = {
        ...{ id: context.newId(), ruleId, at, by, proposed, reviewAt, params: before.params, ...input },
        deviation: deviates ? (deviation ?? null) : null,
      };
      const { priority, respondWithinMinutes } = input;
      const rule = { ...before, priority, respondWithinMinutes };
      if (before.priority !== priority || before.respondWithinMinutes !== respondWithinMinutes) {
        await tx.putRule(rule);
        await tx.journalRuleChange(ruleId, { actor: by, at, comment: `rule ${rule.type} rationalised: ${input.why}` });
      }
      await tx.addRationalisation(record);
      const { params: _, ...written } = record;
      const after = { ...rule, reason: input.why, rationalisation: written };
      await tx.audit(auditOf(context, { action: 'rule.rationalise', objectKind: 'rule', objectId: ruleId, before, after }));
      return ok({ rule, record });
    }),
});
