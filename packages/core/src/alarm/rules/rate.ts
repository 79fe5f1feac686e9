import { z } from 'zod';
import type { Instant } from '../../reading/reading.ts';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import type { Latch, Verdict } from './latch.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';
import { boundsOf, type Coverage, covered, type Extremes, slide, spans } from './window.ts';

/**
 * Change within a sliding window, in the unit of the quantity: `rise` is the value above the lowest of the window, `fall` below the
 * highest, `both` the difference between these two. More than `warning` or `critical` for `dwellSeconds` raises. ASHRAE TC 9.9
 * (2021) allows IT equipment 5 K in 15 min and 20 K in 60 min, tape 5 K in 60 min.
 */
export const RateParams = z
  .strictObject({
    windowSeconds: z.number().min(10).max(86_400),
    direction: z.enum(['rise', 'fall', 'both']).default('both'),
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
export type RateParams = z.output<typeof RateParams>;

interface RateMemory extends Latches {
  readonly extremes: Extremes;
  readonly coverage: Coverage | null;
}

const definitions = (params: RateParams): readonly LatchDefinition[] =>
  (['critical', 'warning'] as const).flatMap((level) => {
    const limit = params[level];
    if (limit === undefined) return [];
    const delays = { delayMs: params.dwellSeconds * 1000, holdOffMs: params.holdOffSeconds * 1000 };
    return [{ level, limit, direction: params.direction === 'both' ? 'change' : params.direction, ...delays }];
  });

function changeIn(extremes: Extremes, value: number, direction: RateParams['direction']): number {
  const { lowest, highest } = boundsOf(extremes);
  if (direction === 'rise') return value - lowest;
  return direction === 'fall' ? highest - value : highest - lowest;
}

/** A window that is not full of values shows too little change: it may raise, but not clear. */
function judge(latch: Latch, change: number, window: { isFull: boolean; hysteresis: number }): Verdict {
  const limit = latch.limit ?? 0;
  if (change > limit) return 'breach';
  return window.isFull && change <= limit - window.hysteresis ? 'inside' : 'band';
}

function take(
  memory: RateMemory,
  sample: { readonly at: Instant; readonly value: number },
  params: RateParams,
): Pick<RateMemory, 'coverage' | 'extremes'> {
  const windowMs = params.windowSeconds * 1000;
  return {
    coverage: covered(memory.coverage, sample.at, memory.staleMs),
    extremes: slide(memory.extremes, sample, windowMs),
  };
}

/** Rate of change. `value` of the condition is the change, not the reading. */
export const rate = defineRule<RateParams, RateMemory>({
  id: 'rate',
  name: { en: 'Rate of change', nl: 'Snelheid van verandering' },
  watches: 'point',
  params: RateParams,
  start: (params, context) => ({ ...startLatches(definitions(params), context), extremes: [], coverage: null }),
  step: (memory, input, params) => {
    if (input.kind === 'tick') {
      const step = tickLatches(memory, input.now);
      return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
    }
    const isBad = input.quality.level === 'bad';
    const sample = { at: Math.min(input.observedAt, input.now), value: input.value };
    const window = isBad ? memory : take(memory, sample, params);
    const change = isBad ? 0 : changeIn(window.extremes, input.value, params.direction);
    const isFull = spans(window.coverage, params.windowSeconds * 1000);
    const step = feedLatches(memory, { ...input, value: change }, (latch, value) =>
      judge(latch, value, { isFull, hysteresis: params.hysteresis }),
    );
    const { extremes, coverage } = window;
    return { ...step, memory: { ...memory, ...step.memory, extremes, coverage } };
  },
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) => params.windowSeconds + params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'more than 5 K in a quarter of an hour raises, and clears as soon as a full window shows less',
      params: { windowSeconds: 900, direction: 'both', critical: 5, hysteresis: 1, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 22],
        [300, 24],
        [600, 26],
        [800, 27.5],
        [1000, 27.5],
        [1300, 27.5],
        [1600, 27.5],
        [1750, 27.5],
      ],
      expect: [
        [800, 'critical'],
        [1000, 'clear'],
      ],
    },
    {
      name: 'the same climb spread over an hour raises nothing',
      params: { windowSeconds: 900, direction: 'both', critical: 5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 22],
        [300, 22.5],
        [600, 23],
        [900, 23.5],
        [1200, 24],
        [1500, 24.5],
        [1800, 25],
        [2100, 25.5],
        [2400, 26],
        [2700, 26.5],
        [3000, 27.5],
      ],
      expect: [],
    },
    {
      name: 'a fall does not count as a rise, and a rise escalates',
      params: {
        windowSeconds: 600,
        direction: 'rise',
        warning: 2,
        critical: 4,
        hysteresis: 0.5,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 25],
        [60, 21],
        [120, 23.5],
        [180, 25.5],
      ],
      expect: [
        [120, 'warning'],
        [180, 'critical'],
      ],
    },
    {
      name: 'a jump shorter than the dwell raises nothing',
      params: { windowSeconds: 60, direction: 'fall', warning: 3, hysteresis: 0, dwellSeconds: 30, holdOffSeconds: 0 },
      input: [
        [0, 25],
        [10, 20],
        [20, 24],
        [100, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'neither bad values nor a gap clear: after a gap the window must be full again',
      params: { windowSeconds: 300, direction: 'both', warning: 3, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      staleSeconds: 120,
      input: [
        [0, 20],
        [100, 24],
        [200, 'bad'],
        [1000, 24],
        [1100, 24],
        [1200, 24],
        [1299, 24],
        [1300, 24],
      ],
      expect: [
        [100, 'warning'],
        [1300, 'clear'],
      ],
    },
  ],
});
