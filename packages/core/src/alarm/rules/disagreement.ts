import { z } from 'zod';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import {
  type Combination,
  type Combined,
  combinedDueAt,
  type Measured,
  overall,
  speaking,
  speakingNow,
  startCombined,
  stepCombined,
  stepCombinedOther,
  Tags,
} from './combined.ts';
import type { LatchDefinition } from './latches.ts';
import { median } from './median.ts';

/**
 * How far the own point may be from the median of its zone, itself among them, in the unit of the quantity. At least two others are
 * named, and two must speak: of two sensors alone nobody knows which is wrong.
 */
export const DisagreementParams = z
  .strictObject({
    others: Tags.min(2),
    warning: z.number().positive().optional(),
    critical: z.number().positive().optional(),
    hysteresis: z.number().min(0).default(0),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .refine(
    (p) => p.warning !== undefined || p.critical !== undefined,
    saying({ en: 'at least one limit is needed', nl: 'ten minste één grens is nodig' }),
  )
  .refine(
    (p) => (p.warning ?? 0) <= (p.critical ?? Number.POSITIVE_INFINITY),
    saying({
      en: 'the warning must not exceed the critical limit',
      nl: 'de waarschuwing mag niet voorbij de kritieke grens liggen',
    }),
  )
  .refine(
    (p) => p.hysteresis < (p.warning ?? p.critical ?? Number.POSITIVE_INFINITY),
    saying({ en: 'the hysteresis must be smaller than the limit', nl: 'de hysterese moet kleiner zijn dan de grens' }),
  );
export type DisagreementParams = z.output<typeof DisagreementParams>;

const definitions = (params: DisagreementParams): readonly LatchDefinition[] =>
  (['critical', 'warning'] as const).flatMap((level) => {
    const limit = params[level];
    const delays = { delayMs: params.dwellSeconds * 1000, holdOffMs: params.holdOffSeconds * 1000 };
    return limit === undefined ? [] : [{ level, limit, direction: 'apart', ...delays }];
  });

const apart = (params: DisagreementParams): Combination<Measured> => ({
  tags: params.others,
  together: (memory) => {
    const own = speaking(memory.own, memory.at);
    const all = speakingNow(memory);
    if (!own || all.length < 3) return null;
    const middle = median(all.map(({ value }) => value));
    return { value: Math.abs(own.value - middle), ...overall(all) };
  },
  judge: (latch, { value }) => {
    const limit = latch.limit ?? 0;
    if (value > limit) return 'breach';
    return value <= limit - params.hysteresis ? 'inside' : 'band';
  },
});

/** A sensor that says something else than its zone. `value` of the condition is the distance from the median. */
export const disagreement = defineRule<DisagreementParams, Combined>({
  id: 'disagreement',
  name: { en: 'Disagreement in a zone', nl: 'Onenigheid in een zone' },
  watches: 'point',
  params: DisagreementParams,
  start: (params, context) => startCombined(definitions(params), apart(params), context),
  step: stepCombined,
  inputs: (params) => params.others,
  stepOther: stepCombinedOther,
  dueAt: combinedDueAt,
  windowSeconds: (params) => params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'one of three sensors walks away and comes back',
      params: { others: ['b', 'c'], warning: 2, critical: 4, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 0 },
      input: [
        [0, 22],
        [0, 22.5, 'b'],
        [0, 22.2, 'c'],
        [30, 25],
        [60, 25],
        [90, 25],
        [120, 24.2],
        [130, 23.5],
      ],
      expect: [
        [90, 'warning'],
        [130, 'clear'],
      ],
    },
    {
      name: 'the whole zone grows warm together: nobody disagrees',
      params: { others: ['b', 'c'], warning: 2, hysteresis: 0, dwellSeconds: 30, holdOffSeconds: 0 },
      input: [
        [0, 22, 'b'],
        [0, 22, 'c'],
        [0, 22],
        [60, 30],
        [61, 30, 'b'],
        [62, 30, 'c'],
        [100, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'two sensors that differ have no median worth the name',
      params: { others: ['b', 'c'], critical: 2, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 22],
        [10, 40, 'b'],
        [20, 'bad', 'c'],
        [30, 22, 'c'],
        [40, 35],
        [50, 35, 'c'],
      ],
      expect: [],
    },
  ],
});
