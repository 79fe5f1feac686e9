import { type Alarm, type JournalEntry, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const ReadJournal = z.strictObject({ alarmId: Id });

/** One occurrence and everything that happened to it, oldest first. */
export const readJournal = defineVerb({
  action: 'alarm.journal',
  input: ReadJournal,
  run: async (
    context,
    { alarmId },
  ): Promise<Result<{ readonly alarm: Alarm; readonly journal: readonly JournalEntry[] }, NotFound>> => {
    const alarm = await context.store.alarms.get(alarmId);
    if (!alarm) return refuse(notFound('alarm', alarmId));
    return ok({ alarm, journal: await context.store.alarms.journal(alarmId) });
  },
});
