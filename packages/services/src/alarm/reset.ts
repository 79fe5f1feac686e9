import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { defineVerb } from '../define-verb.ts';
import { Comment, Id } from '../fields.ts';
import type { ResetOutcome } from '../ports/alarm-store.ts';

export const ResetAlarm = z.strictObject({
  alarmId: Id,
  activation: z.number().int().positive(),
  comment: Comment.nullish(),
});

/** Ends a latched alarm whose cause is gone and that was acknowledged. Here only: it never silences or resets a panel. */
export const resetAlarm = defineVerb({
  action: 'alarm.reset',
  input: ResetAlarm,
  run: async (context, { comment, ...what }): Promise<Result<ResetOutcome, never>> => {
    const by = { actor: actorName(context.actor), comment: comment || null, now: context.now(), source: context.source };
    return ok(await context.store.alarms.reset(what, by));
  },
});
