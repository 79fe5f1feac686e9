import { locationKinds, priorities, thermalClasses } from '@wachter/core';
import { z } from 'zod';

/** Text that people read: trimmed, one line, no control or direction-changing characters. */
const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, 'must be one line of plain text');

export const Name = oneLine(120);
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$(?!\n)/, 'must be lower case letters, digits and single hyphens')
  .max(60);
export const Id = z.uuid();
/** Key of a device in the directory: a client id, or `dialect/name as on the wire`. */
export const DeviceId = oneLine(200);
export const Tag = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$(?!\n)/,
    'must be words of a-z, 0-9, dot, hyphen or underscore, parted by /',
  );
export const Email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());
/** What a person says about an alarm. Lines are allowed, other control characters are not. */
export const Comment = z
  .string()
  .trim()
  .max(1000)
  .regex(/^[^\p{Cc}]*$|^(?:[^\p{Cc}]|\n)*$/u, 'must be plain text');
export const TimeZone = z.string().refine(isTimeZone, 'is not a time zone of the IANA list');

export const Place = z.strictObject({
  x: z.number().min(0).max(1).optional(),
  y: z.number().min(0).max(1).optional(),
  heightMeters: z.number().min(-10).max(100).optional(),
  rack: oneLine(40).optional(),
  unitU: z.number().int().min(0).max(100).optional(),
  side: z.enum(['front', 'rear']).optional(),
});

const meters = z.number().min(0).max(10_000);
export const Plan = z.strictObject({
  widthMeters: meters.positive(),
  depthMeters: meters.positive(),
  shapes: z
    .array(
      z.strictObject({
        kind: z.enum(['wall', 'rack', 'cooler', 'ups', 'battery', 'tank', 'genset', 'door', 'area']),
        x: meters,
        y: meters,
        width: meters,
        depth: meters,
        label: oneLine(40).optional(),
      }),
    )
    .max(5000)
    .readonly(),
});

export const LocationKind = z.enum(locationKinds);
export const ThermalClass = z.enum(thermalClasses);
/** Milliseconds since 1970. */
export const Moment = z.number().int().min(0).max(8.64e15);
const alarmStates = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned-unacknowledged',
  'latched-unacknowledged',
  'latched-acknowledged',
] as const;
export const AlarmStates = z.array(z.enum(alarmStates)).max(alarmStates.length);
export const Priorities = z.array(z.enum(priorities as readonly ['critical', 'high', 'medium', 'low'])).max(4);
export const Seconds = z.number().positive().max(31_536_000);

/** Is it a zone that dates can be shown in? */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
