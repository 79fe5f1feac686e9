import { z } from 'zod';
import type { Quantity } from '../../quantity/define.ts';
import type { Instant } from '../../reading/reading.ts';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';
import { type Coverage, covered, spans } from './window.ts';

const times = z.number().int().min(1).max(1000);

/**
 * How often the value went into a condition within `windowSeconds`: above `above`, below `below`, or into one of `states`. Back by
 * `hysteresis` before it can go in again. `warning` or `critical` times raise; fewer, for `holdOffSeconds`, clears.
 */
export const CountParams = z
  .strictObject({
    windowSeconds: z
      .number()
      .min(10)
      .max(7 * 86_400),
    above: z.number().optional(),
    below: z.number().optional(),
    states: z.array(z.string().min(1)).default([]),
    warning: times.optional(),
    critical: times.optional(),
    hysteresis: z.number().min(0).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .refine(
    (p) => p.warning !== undefined || p.critical !== undefined,
    saying({ en: 'at least one number of times is needed', nl: 'ten minste één aantal keren is nodig' }),
  )
  .refine(
    (p) => (p.warning ?? 0) <= (p.critical ?? Number.POSITIVE_INFINITY),
    saying({
      en: 'the warning must not exceed the critical number',
      nl: 'het aantal van de waarschuwing mag niet boven het kritieke liggen',
    }),
  )
  .refine(
    (p) => p.above !== undefined || p.below !== undefined || p.states.length > 0,
    saying({
      en: 'something to count is needed: a limit or a state',
      nl: 'er moet iets te tellen zijn: een grens of een toestand',
    }),
  );
export type CountParams = z.output<typeof CountParams>;

/** `entries`: when it went in, oldest first, no more than the rule can ask for. `isIn` null: not known yet. */
interface CountMemory extends Latches {
  readonly codes: ReadonlySet<number>;
  readonly entries: readonly Instant[];
  readonly isIn: boolean | null;
  readonly coverage: Coverage | null;
}

const definitions = (params: CountParams): readonly LatchDefinition[] =>
  (['critical', 'warning'] as const).flatMap((level) => {
    const limit = params[level];
    return limit === undefined ? [] : [{ level, limit, direction: 'count', delayMs: 0, holdOffMs: params.holdOffSeconds * 1000 }];
  });

function codesOf(states: readonly string[], quantity: Quantity | null): ReadonlySet<number> {
  return new Set(
    states.map((id) => {
      const state = quantity?.states?.find((candidate) => candidate.id === id);
      if (!state) throw new Error(`${quantity?.id ?? 'no quantity'} has no state "${id}"`);
      return state.code;
    }),
  );
}

function isInside(value: number, memory: CountMemory, params: CountParams): boolean {
  const margin = memory.isIn ? params.hysteresis : 0;
  if (memory.codes.has(value)) return true;
  if (params.above !== undefined && value > params.above - margin) return true;
  return params.below !== undefined && value < params.below + margin;
}

function take(
  memory: CountMemory,
  sample: { readonly at: Instant; readonly value: number },
  params: CountParams,
): Pick<CountMemory, 'coverage' | 'entries' | 'isIn'> {
  const isIn = isInside(sample.value, memory, params);
  const kept = memory.entries.filter((at) => at > sample.at - params.windowSeconds * 1000);
  const entries = isIn && memory.isIn === false ? [...kept, sample.at] : kept;
  return { isIn, coverage: covered(memory.coverage, sample.at, memory.staleMs), entries: entries.slice(-1001) };
}

/** Count in a window. `value` of the condition is the number of times. */
export const count = defineRule<CountParams, CountMemory>({
  id: 'count',
  name: { en: 'Count in a window', nl: 'Aantal keer in een venster' },
  watches: 'point',
  params: CountParams,
  start: (params, context) => ({
    ...startLatches(definitions(params), context),
    codes: codesOf(params.states, context.quantity),
    entries: [],
    isIn: null,
    coverage: null,
  }),
  step: (memory, input, params) => {
    if (input.kind === 'tick') {
      const step = tickLatches(memory, input.now);
      return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
    }
    const sample = { at: Math.min(input.observedAt, input.now), value: input.value };
    const window = input.quality.level === 'bad' ? memory : take(memory, sample, params);
    const isFull = spans(window.coverage, params.windowSeconds * 1000);
    const step = feedLatches(memory, { ...input, value: window.entries.length }, (latch, value) =>
      value >= (latch.limit ?? 0) ? 'breach' : isFull ? 'inside' : 'band',
    );
    const { entries, isIn, coverage } = window;
    return { ...step, memory: { ...memory, ...step.memory, entries, isIn, coverage } };
  },
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) => params.windowSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'a compressor that starts three times in ten minutes',
      params: { windowSeconds: 600, above: 5, states: [], warning: 3, hysteresis: 1, holdOffSeconds: 0 },
      input: [
        [0, 0],
        [60, 8],
        [120, 0],
        [180, 8],
        [240, 4.5],
        [250, 6],
        [300, 0],
        [360, 8],
        [600, 0],
        [780, 0],
      ],
      expect: [
        [360, 'warning'],
        [780, 'clear'],
      ],
    },
    {
      name: 'counts how often a door was opened, not how long it stood open',
      quantity: 'door',
      params: { windowSeconds: 300, states: ['open'], warning: 2, critical: 3, hysteresis: 0, holdOffSeconds: 0 },
      input: [
        [0, 0],
        [10, 1],
        [20, 1],
        [30, 0],
        [40, 1],
        [50, 0],
        [60, 1],
      ],
      expect: [
        [40, 'warning'],
        [60, 'critical'],
      ],
    },
    {
      name: 'a value that was in when the watch began has not gone in',
      params: { windowSeconds: 300, below: 10, states: [], critical: 1, hysteresis: 0, holdOffSeconds: 0 },
      input: [
        [0, 5],
        [10, 12],
        [20, 'bad'],
        [30, 5],
      ],
      expect: [[30, 'critical']],
    },
    {
      name: 'silence does not clear: the window must be full of values again',
      params: { windowSeconds: 300, above: 1, states: [], critical: 1, hysteresis: 0, holdOffSeconds: 0 },
      staleSeconds: 200,
      input: [
        [0, 0],
        [10, 2],
        [20, 0],
        [1000, 'tick'],
        [1001, 0],
        [1200, 0],
        [1301, 0],
      ],
      expect: [
        [10, 'critical'],
        [1301, 'clear'],
      ],
    },
  ],
});
