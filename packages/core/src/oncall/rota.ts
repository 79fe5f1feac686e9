import { z } from 'zod';

const LocalDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-25')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'is not a day of the calendar');
export const LocalTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 08:30');
const PersonId = z.string().min(1).max(100);
const Text = z.string().trim().min(1).max(120);
const At = z.number().int().nonnegative();

/**
 * People who take turns. `turnDays` days each, from `startsOn` on, handed over at `handoverAt` of the site's time zone. `weekdays` (1 Monday to
 * 7 Sunday) and `hours` narrow when the layer counts; hours that end before they begin run through midnight and belong to the day they began.
 */
export const RotaLayer = z.strictObject({
  name: Text,
  people: z.array(PersonId).min(1, 'needs at least one person').max(50),
  startsOn: LocalDate,
  handoverAt: LocalTime,
  turnDays: z.number().int().min(1).max(365),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  hours: z
    .strictObject({ from: LocalTime, to: LocalTime })
    .refine(({ from, to }) => from !== to, 'must not begin and end at the same time')
    .optional(),
});
export type RotaLayer = z.output<typeof RotaLayer>;

/** Who is on duty when. The first layer that covers the moment counts; a holiday goes before the layers, an override before all. */
export const Rota = z.strictObject({
  name: Text,
  layers: z.array(RotaLayer).max(10),
  /** A day of the site's calendar; `person` null says that nobody is on duty that day. */
  holidays: z.array(z.strictObject({ on: LocalDate, name: Text, person: PersonId.nullable() })).max(400),
  overrides: z
    .array(
      z
        .strictObject({ from: At, until: At, person: PersonId, reason: Text })
        .refine(({ from, until }) => until > from, { message: 'must end after it begins', path: ['until'] }),
    )
    .max(400),
});
export type Rota = z.output<typeof Rota>;
