import { type Alarm, type AlarmSettings, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import type { Context } from '../context.ts';
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
  /** A condition that outlasts it comes back; left out: as the rule says, else as the priority. */
  holdMinutes: z.number().int().min(5).max(10_080).nullish(),
});

export interface AcknowledgedAlarm {
  readonly alarmId: string;
  readonly outcome: AcknowledgeOutcome | { readonly kind: 'comment-required' };
}

/** Settings of the sites that a call is about, each read once. */
function settingsOf(context: Context): (alarm: Pick<Alarm, 'siteId'>) => Promise<AlarmSettings> {
  const known = new Map<string, Promise<AlarmSettings>>();
  return ({ siteId }) => {
    const settings = known.get(siteId) ?? context.store.site.alarmSettings(siteId);
    known.set(siteId, settings);
    return settings;
  };
}

/** Acknowledges one or many. Each alarm is a transaction of its own and has its own outcome: a lost race on one does not undo the rest. */
export const acknowledgeAlarms = defineVerb({
  action: 'alarm.acknowledge',
  input: AcknowledgeAlarms,
  run: async (context, { alarms, comment, holdMinutes = null }): Promise<Result<readonly AcknowledgedAlarm[], never>> => {
    const by = { actor: actorName(context.actor), comment: comment || null, now: context.now(), source: context.source };
    const outcomes: AcknowledgedAlarm[] = [];
    const settings = settingsOf(context);
    for (const what of alarms) {
      const { alarmId } = what;
      const alarm = await context.store.alarms.get(alarmId);
      const usual = alarm ? (await settings(alarm)).priorities[alarm.priority] : null;
      if (usual?.commentRequired && by.comment === null) {
        outcomes.push({ alarmId, outcome: { kind: 'comment-required' } });
        continue;
      }
      const holds = { holdMinutes, usualHoldMinutes: usual?.acknowledgeHoldsMinutes ?? null };
      outcomes.push({ alarmId, outcome: await context.store.alarms.acknowledge(what, { ...by, ...holds }) });
    }
    return ok(outcomes);
  },
});
