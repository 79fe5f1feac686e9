import { z } from 'zod';
import type { Priority } from '../quantity/define.ts';
import { saying } from '../saying.ts';
import { mostTransitions } from './chatter.ts';

const perPriority = (shelveMaxHours: number) =>
  z
    .strictObject({
      /** An acknowledgement needs a comment. */
      commentRequired: z.boolean().default(false),
      /** Longest time it may be shelved; domain.md 8: 8 to 24 hours at most. */
      shelveMaxHours: z.number().min(0.25).max(24).default(shelveMaxHours),
      /** An acknowledgement holds so long, unless its rule says otherwise; null = as long as the condition. */
      acknowledgeHoldsMinutes: z.number().int().min(5).max(10_080).nullable().default(null),
    })
    .prefault({});

const flood = z
  .strictObject({
    startsAbove: z.number().int().min(1).max(1000).default(10),
    endsBelow: z.number().int().min(1).max(1000).default(5),
    withinMinutes: z.number().int().min(1).max(60).default(10),
  })
  .refine(
    ({ startsAbove, endsBelow }) => endsBelow <= startsAbove,
    saying(
      { en: 'must not be more than what begins a flood', nl: 'mag niet meer zijn dan waarmee een vloed begint' },
      'endsBelow',
    ),
  );

/** How a site treats its alarms; every field has its default. */
export const AlarmSettings = z.strictObject({
  priorities: z
    .strictObject({ critical: perPriority(8), high: perPriority(8), medium: perPriority(24), low: perPriority(24) })
    .prefault({}),
  /** Alarms that begin within so many seconds of the one before belong to one incident. */
  incidentGapSeconds: z.number().int().min(1).max(3600).default(60),
  /** So many changes of an alarm within so long are chatter: it is held active until it was quiet for as long (domain.md 8). */
  chatter: z
    .strictObject({
      transitions: z.number().int().min(3).max(mostTransitions).default(3),
      withinSeconds: z.number().int().min(10).max(3600).default(60),
    })
    .prefault({}),
  /** More alarms within so long are a flood: lists are grouped and people are told once per incident, until fewer come (domain.md 8). */
  flood: flood.prefault({}),
});
export type AlarmSettings = z.output<typeof AlarmSettings>;
export type PrioritySettings = AlarmSettings['priorities'][Priority];

export const defaultAlarmSettings: AlarmSettings = AlarmSettings.parse({});
