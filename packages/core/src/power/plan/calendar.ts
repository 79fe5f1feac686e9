import { dateOfDay, dayNumber } from '../../oncall/zoned-time.ts';
import type { Locale } from '../../quantity/define.ts';

/** A distance on the calendar. */
export type CalendarSpan = { readonly days: number } | { readonly months: number };

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const lengthOf = (year: number, month: number): number => (month === 1 && isLeap(year) ? 29 : (LENGTHS[month] ?? 31));

/** The day that lies a span after another, as days since 1970-01-01. Months keep the day of the month, or take the last one of a shorter month. */
export function addSpan(day: number, span: CalendarSpan): number {
  if ('days' in span) return day + span.days;
  const [year = 1970, month = 1, ofMonth = 1] = dateOfDay(day).split('-').map(Number);
  const months = year * 12 + (month - 1) + span.months;
  const [newYear, newMonth] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const first = dayNumber(`${String(newYear).padStart(4, '0')}-${newMonth + 1}-1`);
  return first + Math.min(ofMonth, lengthOf(newYear, newMonth)) - 1;
}

export const backBy = (day: number, span: CalendarSpan): number =>
  addSpan(day, 'days' in span ? { days: -span.days } : { months: -span.months });

const formats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** "3 November 2026" of a day. */
export const sayDay = (day: number, locale: Locale): string => formats[locale].format(day * 86_400_000);

/** "every month", "every 36 months", "every 7 days". */
export function saySpan(span: CalendarSpan, locale: Locale): string {
  const [count, en, nl] = 'days' in span ? [span.days, 'day', 'dag'] : [span.months, 'month', 'maand'];
  if (locale === 'nl') return count === 1 ? `elke ${nl}` : `elke ${count} ${nl === 'dag' ? 'dagen' : 'maanden'}`;
  return count === 1 ? `every ${en}` : `every ${count} ${en}s`;
}
