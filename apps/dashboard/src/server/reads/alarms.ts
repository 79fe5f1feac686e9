import { type Alarm, type JournalEntry, ok, type RuleInstance } from '@wachter/core';
import { readJournal } from '@wachter/services/alarm/journal';
import { type AlarmPage, type ListAlarms, listAlarms } from '@wachter/services/alarm/list';
import type { Context } from '@wachter/services/context';
import type { z } from 'zod';
import type { Read } from './read.ts';

/** Occurrences, newest raise first, page by page. */
export const readAlarms = (context: Context, filter: z.input<typeof ListAlarms>): Promise<Read<AlarmPage>> =>
  listAlarms(context, filter);

export interface AlarmRead {
  readonly alarm: Alarm;
  readonly journal: readonly JournalEntry[];
  /** The rule that raised it: cause, consequence and response in words. */
  readonly rule: RuleInstance | null;
}

/** One occurrence with everything that happened to it. */
export async function readAlarm(context: Context, alarmId: string): Promise<Read<AlarmRead>> {
  const found = await readJournal(context, { alarmId });
  if (!found.ok) return found;
  const { alarm, journal } = found.value;
  const rules = await context.store.site.rules(
    alarm.pointId !== null ? { pointId: alarm.pointId } : alarm.deviceId !== null ? { deviceId: alarm.deviceId } : {},
  );
  return ok({ alarm, journal, rule: rules.find((rule) => rule.id === alarm.ruleId) ?? null });
}
