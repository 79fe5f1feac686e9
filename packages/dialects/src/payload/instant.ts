import type { Instant } from '@wachter/core';

/** 9999-12-31T23:59:59.999Z: past it neither ISO text nor the database follows. */
const LAST_INSTANT = 253_402_300_799_999;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|z|[+-]\d{2}(?::?\d{2})?)$/;

/** Milliseconds since 1970 as an instant; null when absent, zero (a clock that was never set) or out of any calendar. */
export function instantOfMs(ms: unknown): Instant | null {
  if (typeof ms !== 'number' || !(ms >= 1) || ms > LAST_INSTANT) return null;
  return Math.floor(ms);
}

export const instantOfSeconds = (seconds: unknown): Instant | null =>
  typeof seconds === 'number' ? instantOfMs(Math.round(seconds * 1000)) : null;

/** An ISO 8601 time as an instant; null without a zone, because local time of an unknown place is no instant. */
export function instantOfIso(text: unknown): Instant | null {
  if (typeof text !== 'string' || text.length > 40) return null;
  const match = ISO.exec(text);
  if (!match) return null;
  const [, day, time, zone] = match;
  return instantOfMs(Date.parse(`${day}T${withSeconds(time ?? '')}${colonZone(zone ?? '')}`));
}

/** `Date` takes at most milliseconds and wants seconds. */
const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time.slice(0, 12));

function colonZone(zone: string): string {
  if (zone.length === 1) return 'Z';
  return zone.length === 3 ? `${zone}:00` : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}
