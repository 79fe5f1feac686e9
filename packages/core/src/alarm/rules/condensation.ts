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
  startCombined,
  stepCombined,
  stepCombinedOther,
  Tag,
} from './combined.ts';
import type { LatchDefinition } from './latches.ts';

/**
 * Margin between the own point, a surface (pipe, heat exchanger, floor) or the supply water, and the dew point of the air there, in
 * kelvin. Condensation is possible below 1.5 K and near below 3 K: what a sensor and its place get wrong together.
 */
export const CondensationParams = z
  .strictObject({
    dewPoint: Tag,
    warning: z.number().default(3),
    critical: z.number().default(1.5),
    hysteresis: z.number().min(0).default(0.5),
    dwellSeconds: z.number().min(0).max(86_400).default(300),
    holdOffSeconds: z.number().min(0).max(86_400).default(300),
  })
  .refine(
    (p) => p.critical <= p.warning,
    saying({
      en: 'the critical margin must not exceed the warning',
      nl: 'de kritieke marge mag niet groter zijn dan die van de waarschuwing',
    }),
  );
export type CondensationParams = z.output<typeof CondensationParams>;

const definitions = (params: CondensationParams): readonly LatchDefinition[] =>
  (['critical', 'warning'] as const).map((level) => ({
    ...{ level, limit: params[level], direction: 'margin' },
    ...{ delayMs: params.dwellSeconds * 1000, holdOffMs: params.holdOffSeconds * 1000 },
  }));

const margin = (params: CondensationParams): Combination<Measured> => ({
  tags: [params.dewPoint],
  together: ({ own, others, at }) => {
    const [surface, air] = [speaking(own, at), speaking(others[0], at)];
    return surface && air ? { value: surface.value - air.value, ...overall([surface, air]) } : null;
  },
  judge: (latch, { value }) => {
    const limit = latch.limit ?? 0;
    if (value < limit) return 'breach';
    return value >= limit + params.hysteresis ? 'inside' : 'band';
  },
});

/** Dew-point margin. `value` of the condition is the margin. */
export const condensation = defineRule<CondensationParams, Combined>({
  id: 'condensation',
  name: { en: 'Condensation', nl: 'Condensatie' },
  watches: 'point',
  params: CondensationParams,
  start: (params, context) => startCombined(definitions(params), margin(params), context),
  step: stepCombined,
  inputs: (params) => [params.dewPoint],
  stepOther: stepCombinedOther,
  dueAt: combinedDueAt,
  windowSeconds: (params) => params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'moist air comes within three kelvin of a cold pipe, then nearer',
      params: { dewPoint: 'room/dew', warning: 3, critical: 1.5, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 0 },
      input: [
        [0, 12],
        [0, 8, 'room/dew'],
        [60, 9.5, 'room/dew'],
        [90, 12],
        [120, 'tick'],
        [150, 11, 'room/dew'],
        [210, 'tick'],
        [240, 8, 'room/dew'],
      ],
      expect: [
        [120, 'warning'],
        [210, 'critical'],
        [240, 'clear'],
      ],
    },
    {
      name: 'no dew point, no judgement: neither raised nor cleared',
      params: { dewPoint: 'room/dew', warning: 3, critical: 1.5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 10],
        [10, 9, 'room/dew'],
        [20, 'bad', 'room/dew'],
        [30, 25],
        [40, 20, 'room/dew'],
      ],
      expect: [
        [10, 'critical'],
        [40, 'clear'],
      ],
    },
    {
      name: 'a dew point that has grown old does not judge a new temperature',
      params: { dewPoint: 'room/dew', warning: 3, critical: 1.5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 9, 'room/dew'],
        [400, 9],
        [410, 9, 'room/dew'],
      ],
      expect: [[410, 'critical']],
    },
    {
      name: 'a bad surface temperature says nothing',
      params: { dewPoint: 'room/dew', warning: 3, critical: 1.5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 9, 'room/dew'],
        [10, 'bad'],
        [20, 30],
      ],
      expect: [],
    },
  ],
});
