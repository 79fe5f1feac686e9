import { ok, refuse } from '@wachter/core';
import { acknowledgeAlarms } from '@wachter/services/alarm/acknowledge';
import { notFound } from '@wachter/services/refusal';
import { z } from 'zod';
import { AlarmField, alarmField } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { none, time } from './fields.ts';

export const acknowledgeAlarm = defineEndpoint({
  id: 'acknowledgeAlarm',
  method: 'POST',
  path: '/alarms/{id}/acknowledge',
  summary: 'Acknowledges the activation named. It never silences or resets a panel.',
  scope: 'write:alarms',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: z.strictObject({
    activation: z.number().int().positive(),
    comment: z.string().max(1000).nullish(),
    holdMinutes: z.number().int().min(5).max(10_080).nullish(),
  }),
  answer: z.object({ alarm: AlarmField }),
  run: async (context, { params: { id }, body: { activation, comment, holdMinutes } }) => {
    const done = await acknowledgeAlarms(context, { alarms: [{ alarmId: id, activation }], comment, holdMinutes });
    if (!done.ok) return done;
    const outcome = done.value[0]?.outcome ?? { kind: 'not-found' };
    switch (outcome.kind) {
      case 'acknowledged':
        return ok({ alarm: alarmField(outcome.alarm) });
      case 'not-found':
        return refuse(notFound('alarm', id));
      case 'already-acknowledged':
        return refuse({
          kind: outcome.kind,
          reason: `${outcome.by} has acknowledged it at ${time(outcome.at)}.`,
          by: outcome.by,
        });
      case 'superseded':
        return refuse({
          kind: outcome.kind,
          reason: 'The alarm has got worse or come back since. Look again, then acknowledge the present activation.',
          activation: outcome.alarm.activation,
        });
      case 'comment-required':
        return refuse({ kind: outcome.kind, reason: 'Say what you see or do: this priority is acknowledged with a comment.' });
      default:
        return outcome satisfies never;
    }
  },
});
