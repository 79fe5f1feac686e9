import type { Instant, Locale } from '@wachter/core';

/** `clock` 14:32 · `seconds` 14:32:07 · `moment` adds the day when it is another one · `full` day, month, year and time · `day` the date. */
export type TimeStyle = 'clock' | 'seconds' | 'moment' | 'full' | 'day';

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const options: Readonly<Record<Exclude<TimeStyle, 'moment'>, Intl.DateTimeFormatOptions>> = {
  clock,
  seconds: { ...clock, second: '2-digit' },
  full: { ...clock, second: '2-digit', day: 'numeric', month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
};
const shortMoment: Intl.DateTimeFormatOptions = { ...clock, day: 'numeric', month: 'short' };

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(style)}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', { ...style, timeZone });
  made.set(key, fresh);
  return fresh;
}

export interface TimePlace {
  readonly locale: Locale;
  /** IANA zone of the site. */
  readonly timeZone: string;
}

/** An instant as people of the site write it, 24 hours. `now` decides whether `moment` names the day. */
export function formatTime(at: Instant, style: TimeStyle, { locale, timeZone }: TimePlace, now: Instant = at): string {
  if (style !== 'moment') return formatter(locale, timeZone, options[style]).format(at);
  const isToday = formatter(locale, timeZone, options.day).format(at) === formatter(locale, timeZone, options.day).format(now);
  return formatter(locale, timeZone, isToday ? options.clock : shortMoment).format(at);
}
