import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { TickOutcome } from '../ports/alarm-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

/** `step` counts from 0 in the checklist of the alarm's rule. */
export const TickChecklist = z.strictObject({
  alarmId: Id,
  activation: z.number().int().positive(),
  step: z.number().int().min(0).max(99),
});

type Ticked = Extract<TickOutcome, { readonly kind: 'ticked' }>['tick'];
export type TickRefusal =
  | NotFound
  | { readonly kind: 'no-such-step'; readonly steps: number }
  | { readonly kind: 'superseded'; readonly activation: number }
  | { readonly kind: 'already-ticked'; readonly by: string; readonly at: number };

/** Marks a step of the response as done, with who and when; it stays with the record of the alarm. */
export const tickChecklist = defineVerb({
  action: 'alarm.acknowledge',
  input: TickChecklist,
  run: async (context, what): Promise<Result<{ readonly tick: Ticked }, TickRefusal>> => {
    const { store } = context;
    const alarm = await store.alarms.get(what.alarmId);
    if (!alarm) return refuse(notFound('alarm', what.alarmId));
    const filter = alarm.pointId === null ? {} : { pointId: alarm.pointId };
    const steps = (await store.site.rules(filter)).find(({ id }) => id === alarm.ruleId)?.checklist?.length ?? 0;
    if (what.step >= steps) return refuse({ kind: 'no-such-step', steps });
    const by = { actor: actorName(context.actor), now: context.now(), source: context.source };
    const outcome = await store.alarms.tick(what, by);
    switch (outcome.kind) {
      case 'ticked':
        return ok({ tick: outcome.tick });
      case 'already-ticked':
        return refuse(outcome);
      case 'not-found':
        return refuse({ kind: 'superseded', activation: alarm.activation });
      default:
        return outcome satisfies never;
    }
  },
});
