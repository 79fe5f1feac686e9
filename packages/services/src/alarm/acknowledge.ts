import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { defineVerb } from '../define-verb.ts';
import { Comment, Id } from '../fields.ts';
import type { AcknowledgeOutcome } from '../ports/alarm-store.ts';

/** Each alarm names the activation that the person saw, so the word never covers a newer raise. */
export const AcknowledgeAlarms = z.strictObject({
  alarms: z
    .array(z.strictObject({ alarmId: Id, activation: z.number().int().positive() }))
    .min(1)
    .max(500),
  comment: Comment.nullish(),
});

export interface AcknowledgedAlarm {
  readonly alarmId: string;
  readonly outcome: AcknowledgeOutcome;
}

/** Acknowledges one or many. Each alarm is a transaction of its own and has its own outcome: a lost race on one does not undo the rest. */
export const acknowledgeAlarms = defineVerb({
  action: 'alarm.acknowledge',
  input: AcknowledgeAlarms,
  run: async (context, { alarms, comment }): Promise<Result<readonly AcknowledgedAlarm[], never>> => {
    const by = { actor: actorName(context.actor), comment: comment || null, now: context.now(), source: context.source };
    const outcomes: AcknowledgedAlarm[] = [];
    for (const what of alarms) {
      outcomes.push({ alarmId: what.alarmId, outcome: await context.store.alarms.acknowledge(what, by) });
    }
    return ok(outcomes);
  },
});
