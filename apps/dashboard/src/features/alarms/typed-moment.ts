import type { Instant } from '@wachter/core';
import { dayNumber, firstInstantAt, minutesOf, wallClockAt } from '@wachter/core/oncall/zoned-time';

const two = (number: number): string => String(number).padStart(2, '0');

/** An instant as a field for date and time holds it, on the clocks of the site. */
export function typedOf(at: Instant, timeZone: string): string {
  const { date, minutes } = wallClockAt(timeZone, at);
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const typed = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/;

/** The instant of what was typed, on the clocks of the site; null while it is no date and time. */
export function instantTyped(text: string, timeZone: string): Instant | null {
  const [, date, time] = typed.exec(text) ?? [];
  return date && time ? firstInstantAt(timeZone, dayNumber(date), minutesOf(time)) : null;
}
