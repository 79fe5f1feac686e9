import {
  type Alarm,
  type JournalEntry,
  mayShelve,
  ok,
  type PrioritySettings,
  quantityById,
  type RuleInstance,
  type Vital,
  type Withholding,
} from '@wachter/core';
import { readJournal } from '@wachter/services/alarm/journal';
import { type AlarmPage, type ListAlarms, listAlarms } from '@wachter/services/alarm/list';
import type { Context } from '@wachter/services/context';
import type { ChecklistTick } from '@wachter/services/ports/alarm-store';
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
  /** Steps of the response that were done. */
  readonly ticks: readonly ChecklistTick[];
  /** What keeps it from being told, where a person decided so. */
  readonly withholding: Withholding | null;
  readonly settings: PrioritySettings;
  /** Why it must never be shelved; null where it may. */
  readonly vital: Vital | null;
}

/** One occurrence with everything that happened to it. */
export async function readAlarm(context: Context, alarmId: string): Promise<Read<AlarmRead>> {
  const found = await readJournal(context, { alarmId });
  if (!found.ok) return found;
  const { alarm, journal } = found.value;
  const rules = await context.store.site.rules(
    alarm.pointId !== null ? { pointId: alarm.pointId } : alarm.deviceId !== null ? { deviceId: alarm.deviceId } : {},
  );
  const rule = rules.find((one) => one.id === alarm.ruleId) ?? null;
  const point = alarm.pointId === null ? null : await context.store.site.point(alarm.pointId);
  const [ticks, settings, withholdings] = await Promise.all([
    context.store.alarms.ticks(alarmId),
    context.store.site.alarmSettings(alarm.siteId),
    alarm.withheld === 'none' ? [] : context.store.site.withholdings({ since: context.now(), siteId: alarm.siteId }),
  ]);
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  return ok({
    alarm,
    journal,
    rule,
    ticks,
    withholding: withholdings.find(({ id }) => id === alarm.withheldBy) ?? null,
    settings: settings.priorities[alarm.priority],
    vital: rule ? mayShelve(rule, quantity) : null,
  });
}
