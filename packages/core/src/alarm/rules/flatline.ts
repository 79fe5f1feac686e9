import { z } from 'zod';
import type { OtherReading } from '../define-rule.ts';
import { defineRule } from '../define-rule.ts';
import { Tags } from './combined.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';
import { boundsOf, type Coverage, covered, type Extremes, slide, spans } from './window.ts';

/**
 * A value that stands still: within `afterSeconds` it spread no more than `spread`, its own noise, in the unit of the quantity (0 = exactly
 * the same). With neighbours, only while at least one of them moved more than `moved` in that time: a calm room is no fault. A day
 * without a change beyond the resolution is the usual sign of a dead sensor.
 */
export const FlatlineParams = z.strictObject({
  afterSeconds: z.number().min(60).max(604_800).default(86_400),
  spread: z.number().min(0).default(0),
  neighbours: Tags.default([]),
  moved: z.number().min(0).default(0),
  level: z.enum(['warning', 'critical']).default('warning'),
});
export type FlatlineParams = z.output<typeof FlatlineParams>;

interface FlatlineMemory extends Latches {
  readonly extremes: Extremes;
  readonly coverage: Coverage | null;
  readonly neighbours: ReadonlyMap<string, Extremes>;
}

const definitions = ({ level, afterSeconds }: FlatlineParams): readonly LatchDefinition[] => [
  { level, limit: afterSeconds, direction: 'flat', delayMs: 0, holdOffMs: 0 },
];

const spreadOf = (extremes: Extremes): number => {
  const { lowest, highest } = boundsOf(extremes);
  return highest - lowest;
};

/** Whether a neighbour moved in the window that ends at `at`; true when there are none to ask. */
function hasCompany(memory: FlatlineMemory, at: number, params: FlatlineParams): boolean {
  if (params.neighbours.length === 0) return true;
  const from = at - params.afterSeconds * 1000;
  return params.neighbours.some(
    (tag) => spreadOf((memory.neighbours.get(tag) ?? []).filter((bucket) => bucket.from >= from)) > params.moved,
  );
}

function hear(memory: FlatlineMemory, input: OtherReading, params: FlatlineParams): FlatlineMemory {
  if (input.quality.level === 'bad') return memory;
  const known = memory.neighbours.get(input.tag) ?? [];
  const sample = { at: Math.min(input.observedAt, input.now), value: input.value };
  const extremes = slide(known, sample, params.afterSeconds * 1000);
  return { ...memory, neighbours: new Map(memory.neighbours).set(input.tag, extremes) };
}

/** A flat line. Any movement ends it at once; neighbours that calm down as well do not. */
export const flatline = defineRule<FlatlineParams, FlatlineMemory>({
  id: 'flatline',
  name: { en: 'Flat line', nl: 'Stilstaande waarde' },
  watches: 'point',
  params: FlatlineParams,
  start: (params, context) => ({
    ...startLatches(definitions(params), context),
    extremes: [],
    coverage: null,
    neighbours: new Map(),
  }),
  step: (memory, input, params) => {
    if (input.kind === 'tick') {
      const step = tickLatches(memory, input.now);
      return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
    }
    if (input.quality.level === 'bad') return { memory, condition: memory.condition };
    const at = Math.min(input.observedAt, input.now);
    const extremes = slide(memory.extremes, { at, value: input.value }, params.afterSeconds * 1000);
    const coverage = covered(memory.coverage, at, memory.staleMs);
    const isFlat = spreadOf(extremes) <= params.spread;
    const isProven = isFlat && spans(coverage, params.afterSeconds * 1000) && hasCompany(memory, at, params);
    const step = feedLatches(memory, input, () => (isProven ? 'breach' : isFlat ? 'band' : 'inside'));
    return { ...step, memory: { ...memory, ...step.memory, extremes, coverage } };
  },
  inputs: (params) => params.neighbours,
  stepOther: (memory, input, params) => ({ memory: hear(memory, input, params), condition: memory.condition }),
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) => params.afterSeconds,
  examples: [
    {
      name: 'the same value for ten minutes while a neighbour moves, until it moves again',
      params: { afterSeconds: 600, spread: 0, neighbours: ['b'], moved: 0.5, level: 'warning' },
      input: [
        [0, 22.1],
        [10, 21, 'b'],
        [200, 22.1],
        [300, 22, 'b'],
        [400, 22.1],
        [590, 22.1],
        [600, 22.1],
        [700, 22.1],
        [800, 22.2],
      ],
      expect: [
        [600, 'warning'],
        [800, 'clear'],
      ],
    },
    {
      name: 'nothing moves in a calm room: no alarm',
      params: { afterSeconds: 600, spread: 0, neighbours: ['b'], moved: 0.5, level: 'warning' },
      input: [
        [0, 22.1],
        [10, 21, 'b'],
        [200, 22.1],
        [300, 21.1, 'b'],
        [400, 22.1],
        [600, 22.1],
        [800, 22.1],
      ],
      expect: [],
    },
    {
      name: 'noise below its own floor is a flat line too; silence is not',
      params: { afterSeconds: 300, spread: 0.05, neighbours: [], moved: 0, level: 'critical' },
      staleSeconds: 120,
      input: [
        [0, 5],
        [100, 5.02],
        [400, 5.01],
        [500, 5.03],
        [600, 5],
        [650, 'bad'],
        [700, 5.04],
        [750, 5.2],
      ],
      expect: [
        [700, 'critical'],
        [750, 'clear'],
      ],
    },
  ],
});
