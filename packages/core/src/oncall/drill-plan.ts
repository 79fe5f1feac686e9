import { z } from 'zod';
import type { Instant } from '../reading/reading.ts';
import { LocalTime } from './rota.ts';
import { dateOfDay, dayNumber, firstInstantAt, minutesOf, wallClockAt, weekdayOf } from './zoned-time.ts';

/** Which weeks: every one, or the first to fourth or the last such weekday of a month. */
export const drillWeeks = ['every', 'first', 'second', 'third', 'fourth', 'last'] as const;

/** When a drill begins by itself: a weekday (1 Monday to 7 Sunday) and a time of the site's time zone. */
export const DrillPlan = z.strictObject({
  week: z.enum(drillWeeks),
  weekday: z.number().int().min(1).max(7),
  at: LocalTime,
});
export type DrillPlan = z.output<typeof DrillPlan>;

/** Why a drill that was due was not held. `nobody-led`: no ingestor was at work in time. */
export type DrillOmission = 'critical-alarm' | 'nobody-to-tell' | 'drill-under-way' | 'nobody-led';

/** A drill that is later than this is a missed one: people expect it at its time. */
export const drillLateAtMostMs = 30 * 60_000;

const dayOfMonth = (day: number): number => Number(dateOfDay(day).slice(8));

function fallsOn({ week, weekday }: DrillPlan, day: number): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (week === 'every') return true;
  if (week === 'last') return dayOfMonth(day + 7) <= 7;
  return Math.ceil(dayOfMonth(day) / 7) === drillWeeks.indexOf(week);
}

/** When the plan falls due in (after, until], in order: each local time of a day once, also where the clock shows it twice or never. */
export function drillsDue(
  plan: DrillPlan,
  timeZone: string,
  { after, until }: { readonly after: Instant; readonly until: Instant },
): readonly Instant[] {
  const due: Instant[] = [];
  const last = dayNumber(wallClockAt(timeZone, until).date);
  for (let day = dayNumber(wallClockAt(timeZone, after).date); day <= last; day += 1) {
    if (!fallsOn(plan, day)) continue;
    const at = firstInstantAt(timeZone, day, minutesOf(plan.at));
    if (at > after && at <= until) due.push(at);
  }
  return due;
}

/** More than five weeks: a plan of any kind falls due within them. */
const longestWaitMs = 40 * 86_400_000;

/** When it falls due next; null for none, which no plan that its schema let through has. */
export const nextDrill = (plan: DrillPlan, timeZone: string, now: Instant): Instant | null =>
  drillsDue(plan, timeZone, { after: now, until: now + longestWaitMs })[0] ?? null;
