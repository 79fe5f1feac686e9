import { type AlarmKpis, alarmKpis, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment } from '../fields.ts';
import { type Invalid, invalid } from '../refusal.ts';

const longestMs = 92 * 86_400_000;
/** More rows than this are not held in memory at once: a shorter period is asked for instead. */
const mostRows = 500_000;

/** Instants in milliseconds, [from, to); at least ten minutes, at most 92 days. Without a site: all of them. */
export const ReadAlarmKpis = z
  .strictObject({ siteId: Id.optional(), from: Moment, to: Moment })
  .refine(({ from, to }) => to - from >= 600_000, { path: ['to'], message: 'must lie ten minutes or more after the start' })
  .refine(({ from, to }) => to - from <= longestMs, { path: ['from'], message: 'must lie at most 92 days before the end' });

/** How well the alarms of a period served people, against published targets. */
export const readAlarmKpis = defineVerb({
  action: 'alarm.kpi',
  input: ReadAlarmKpis,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, from, to }): Promise<Result<AlarmKpis, Invalid>> => {
    const rows = await context.store.alarms.period({ siteId, from, to, limit: mostRows + 1 });
    if (rows.transitions.length > mostRows)
      return refuse(invalid('from', `the period holds more than ${mostRows} transitions: choose a shorter one`));
    return ok(alarmKpis(rows, { from, to }));
  },
});
