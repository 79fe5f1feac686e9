import type { Instant } from '../reading/reading.ts';

/** What a clock on the wall of a zone shows. `date` is YYYY-MM-DD, `minutes` since its midnight, `weekday` 1 Monday to 7 Sunday. */
export interface WallClock {
  readonly date: string;
  readonly minutes: number;
  readonly weekday: number;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** Clocks of every zone are changed at a quarter of an hour of UTC, so an offset holds for its quarter. */
const QUARTER = 900_000;
const MOST_KNOWN = 1_000;
const offsets = new Map<string, number>();

/** The wall clock of the zone, read as if it were UTC; whole seconds. */
function wallMs(timeZone: string, at: Instant): number {
  const quarter = Math.floor(at / QUARTER);
  const key = `${timeZone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = askedWallMs(timeZone, quarter * QUARTER) - quarter * QUARTER;
    if (offsets.size >= MOST_KNOWN) offsets.clear();
    offsets.set(key, offset);
  }
  return Math.floor(at / 1000) * 1000 + offset;
}

function askedWallMs(timeZone: string, at: Instant): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

const offsetAt = (timeZone: string, at: Instant): number => wallMs(timeZone, at) - Math.floor(at / 1000) * 1000;

/** Days since 1970-01-01 of a date YYYY-MM-DD. */
export const dayNumber = (date: string): number => {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
};

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Date YYYY-MM-DD of a number of days since 1970-01-01 (civil-from-days over the 400-year cycle of the Gregorian calendar). */
export function dateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2)}`;
}

/** ISO weekday of a day number: 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** What the clock on the wall shows at an instant. */
export function wallClockAt(timeZone: string, at: Instant): WallClock {
  const wall = wallMs(timeZone, at);
  const day = Math.floor(wall / DAY);
  return { date: dateOfDay(day), minutes: Math.floor((wall - day * DAY) / 60_000), weekday: weekdayOf(day) };
}

/** Minutes since midnight of "HH:MM". */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/**
 * The first instant at which the wall clock of the zone shows the day and minute or later: the earlier one where an hour comes twice,
 * the end of the jump where it is skipped. So each local time of each day comes exactly once, in order.
 */
export function firstInstantAt(timeZone: string, day: number, minutes: number): Instant {
  const wanted = day * DAY + minutes * 60_000;
  const early = wanted - offsetAt(timeZone, wanted - DAY);
  const late = wanted - offsetAt(timeZone, wanted + DAY);
  for (const candidate of [Math.min(early, late), Math.max(early, late)]) {
    if (wallMs(timeZone, candidate) === wanted) return candidate;
  }
  let [before, after] = [Math.min(early, late), Math.max(early, late)];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (wallMs(timeZone, middle) >= wanted) after = middle;
    else before = middle;
  }
  return after;
}
