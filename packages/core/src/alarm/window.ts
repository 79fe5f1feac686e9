import { dateOfDay, dayNumber, firstInstantAt, wallClockAt, weekdayOf } from '../oncall/zoned-time.ts';
import type { Instant } from '../reading/reading.ts';
import type { ScopeKind } from './withholding.ts';

/**
 * How a window comes back, at the same time of the site's clocks. `days` of a week are 1 Monday to 7 Sunday (the day it starts on when not
 * given). Monthly keeps the day of the month, or the last one of a shorter month. `until` is the last start.
 */
export interface Recurrence {
  readonly every: 'day' | 'week' | 'month';
  readonly days?: readonly number[] | undefined;
  readonly until?: Instant | undefined;
}

/** Planned work: alarms of its scope are recorded as suppressed while it is open. `durationMinutes` are true minutes, whatever clocks do. */
export interface MaintenanceWindow {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string;
  readonly startsAt: Instant;
  readonly durationMinutes: number;
  readonly recurrence: Recurrence | null;
  readonly reason: string;
  readonly workOrder: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly cancelledAt: Instant | null;
  readonly cancelledBy: string | null;
}

/** When a window is open. */
export type WindowTimes = Pick<MaintenanceWindow, 'startsAt' | 'durationMinutes' | 'recurrence' | 'cancelledAt'>;

export interface Occurrence {
  readonly from: Instant;
  readonly until: Instant;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

const dayOfMonth = (day: number): number => Number(dateOfDay(day).slice(8));
const localDay = (at: Instant, timeZone: string): number => dayNumber(wallClockAt(timeZone, at).date);

function fallsOn(recurrence: Recurrence, day: number, first: number): boolean {
  switch (recurrence.every) {
    case 'day':
      return true;
    case 'week':
      return (recurrence.days ?? [weekdayOf(first)]).includes(weekdayOf(day));
    case 'month':
      return isSameDayOfMonth(day, first);
    default:
      return recurrence.every satisfies never;
  }
}

function isSameDayOfMonth(day: number, first: number): boolean {
  const wanted = dayOfMonth(first);
  const isLastOfMonth = dayOfMonth(day + 1) === 1;
  return dayOfMonth(day) === wanted || (isLastOfMonth && dayOfMonth(day) < wanted);
}

function occurrencesBetween(window: WindowTimes, timeZone: string, range: Occurrence): readonly Occurrence[] {
  const { recurrence, startsAt } = window;
  const span = window.durationMinutes * minuteMs;
  if (recurrence === null) return [{ from: startsAt, until: startsAt + span }];
  const { date, minutes } = wallClockAt(timeZone, startsAt);
  const first = dayNumber(date);
  const last = localDay(range.until, timeZone);
  const found: Occurrence[] = [];
  for (let day = Math.max(first, localDay(range.from, timeZone) - 1); day <= last; day++) {
    if (!fallsOn(recurrence, day, first)) continue;
    const from = firstInstantAt(timeZone, day, minutes) + (startsAt % minuteMs);
    if (from >= startsAt && from <= (recurrence.until ?? from)) found.push({ from, until: from + span });
  }
  return found;
}

/** When the last occurrence is over; Infinity where there is no last one. */
const endOf = ({ startsAt, recurrence, durationMinutes }: WindowTimes): Instant =>
  (recurrence === null ? startsAt : (recurrence.until ?? Number.POSITIVE_INFINITY)) + durationMinutes * minuteMs;

/** The occurrence of a window that is open at an instant, the longest lasting of several; null = it is closed. */
export function openOccurrence(window: WindowTimes, timeZone: string, now: Instant): Occurrence | null {
  if (now < window.startsAt || now >= endOf(window) || (window.cancelledAt !== null && window.cancelledAt <= now)) return null;
  const range = { from: now - window.durationMinutes * minuteMs, until: now };
  const open = occurrencesBetween(window, timeZone, range).filter(({ from, until }) => from <= now && now < until);
  return open.at(-1) ?? null;
}

export const isWindowOpen = (window: MaintenanceWindow, timeZone: string, now: Instant): boolean =>
  openOccurrence(window, timeZone, now) !== null;

/** The occurrence that ended last, within `days`; one that was cancelled ended then. Null while one is open, and where none ended. */
export function endedOccurrence(
  window: MaintenanceWindow,
  timeZone: string,
  before: { readonly now: Instant; readonly days: number },
): Occurrence | null {
  if (openOccurrence(window, timeZone, before.now) !== null) return null;
  const end = window.cancelledAt ?? Number.POSITIVE_INFINITY;
  const from = before.now - before.days * dayMs;
  const range = { from: from - window.durationMinutes * minuteMs, until: before.now };
  const ended = occurrencesBetween(window, timeZone, range)
    .filter((one) => one.from < Math.min(end, before.now))
    .map((one) => ({ from: one.from, until: Math.min(one.until, end) }))
    .filter(({ until }) => until <= before.now && until > from);
  return ended.at(-1) ?? null;
}

/** Occurrences that begin within `days` from now, or from the first start where that lies ahead; first first: what a person sees before saving, and may cancel. */
export function nextOccurrences(
  window: MaintenanceWindow,
  timeZone: string,
  after: { readonly now: Instant; readonly days: number },
): readonly Occurrence[] {
  if (window.cancelledAt !== null) return [];
  const range = { from: after.now, until: Math.max(after.now, window.startsAt) + after.days * dayMs };
  return occurrencesBetween(window, timeZone, range).filter(({ from }) => from > after.now && from <= range.until);
}
