import { dateOfDay, dayNumber, weekdayOf } from '@wachter/core/oncall/zoned-time';
import { addSpan } from '@wachter/core/power/plan/calendar';

/** YYYY-MM of a date. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** The month some months on or back. */
export const stepMonth = (month: string, months: number): string =>
  monthOf(dateOfDay(addSpan(dayNumber(`${month}-01`), { months })));

/** Weeks that hold a month, from Monday to Sunday; days of the months around it among them. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = dayNumber(`${month}-01`);
  const end = addSpan(first, { months: 1 });
  const monday = first - (weekdayOf(first) - 1);
  const weeks = Math.ceil((end - monday) / 7);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (__, day) => dateOfDay(monday + week * 7 + day)));
}
