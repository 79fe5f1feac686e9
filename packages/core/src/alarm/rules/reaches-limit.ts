import { z } from 'zod';
import type { Instant } from '../../reading/reading.ts';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';
import { median } from './median.ts';
import { type Coverage, covered, spans } from './window.ts';

/**
 * A straight line through the last `windowSeconds` reaches `limit`, rising or falling, within `warning` or `critical` minutes. The line is the median of all
 * slopes (Theil–Sen), so that single outliers do not bend it. `leastFit` says how well it must fit: 1 − the median distance from the
 * line over the median distance from the median value; 1 is a perfect line, 0 none at all. A poor fit is silent.
 */
export const ReachesLimitParams = z
  .strictObject({
    limit: z.number(),
    direction: z.enum(['rise', 'fall']).default('rise'),
    windowSeconds: z.number().min(60).max(86_400).default(1800),
    warning: z.number().positive().max(1440).optional(),
    critical: z.number().positive().max(1440).optional(),
    leastFit: z.number().min(0).max(1).default(0.7),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(300),
  })
  .refine(
    (p) => p.warning !== undefined || p.critical !== undefined,
    saying({ en: 'a number of minutes is needed', nl: 'een aantal minuten is nodig' }),
  )
  .refine(
    (p) => (p.critical ?? 0) <= (p.warning ?? Number.POSITIVE_INFINITY),
    saying({
      en: 'the critical time must not exceed the warning time',
      nl: 'de kritieke tijd mag niet langer zijn dan die van de waarschuwing',
    }),
  );
export type ReachesLimitParams = z.output<typeof ReachesLimitParams>;

interface Dot {
  readonly at: Instant;
  readonly value: number;
}

/** At most 25 dots, one per part of the window: the 300 slopes between them are counted only when a new dot comes. */
interface ReachesMemory extends Latches {
  readonly dots: readonly Dot[];
  readonly coverage: Coverage | null;
}

const MOST_DOTS = 24;
const FEWEST_DOTS = 6;

const definitions = (params: ReachesLimitParams): readonly LatchDefinition[] =>
  (['critical', 'warning'] as const).flatMap((level) => {
    const minutes = params[level];
    const delays = { delayMs: params.dwellSeconds * 1000, holdOffMs: params.holdOffSeconds * 1000 };
    return minutes === undefined ? [] : [{ level, limit: params.limit, direction: 'reaches', ...delays }];
  });

/** The line through dots of different times: value per millisecond, its value at the last dot, and how well it fits, 0 to 1. */
export function lineThrough(dots: readonly Dot[]): { readonly slope: number; readonly now: number; readonly fit: number } {
  const slopes: number[] = [];
  dots.forEach((a, index) => {
    for (const b of dots.slice(index + 1)) if (b.at > a.at) slopes.push((b.value - a.value) / (b.at - a.at));
  });
  const slope = slopes.length === 0 ? 0 : median(slopes);
  const end = dots.at(-1)?.at ?? 0;
  const now = median(dots.map(({ at, value }) => value + slope * (end - at)));
  const middle = median(dots.map(({ value }) => value));
  const around = median(dots.map(({ value }) => Math.abs(value - middle)));
  const off = median(dots.map(({ at, value }) => Math.abs(value - (now - slope * (end - at)))));
  return { slope, now, fit: around === 0 ? 0 : Math.max(0, 1 - off / around) };
}

/** Minutes until the line reaches the limit; Infinity when it does not, or fits poorly. */
function minutesLeft(dots: readonly Dot[], { limit, direction, leastFit }: ReachesLimitParams): number {
  const { slope, now, fit } = lineThrough(dots);
  const minutes = (limit - now) / slope / 60_000;
  const isTowards = direction === 'rise' ? slope > 0 : slope < 0;
  return isTowards && fit >= leastFit ? Math.max(0, minutes) : Number.POSITIVE_INFINITY;
}

const minutesOf = (level: 'warning' | 'critical', params: ReachesLimitParams): number => params[level] ?? 0;

/**
 * Says that a limit will be reached. `value` of the condition is minutes, `limit` the limit. A window that is not full neither raises nor
 * clears. Reached is not over: the limit's own rule speaks then, and this one stays until the line turns.
 */
export const reachesLimit = defineRule<ReachesLimitParams, ReachesMemory>({
  id: 'reaches-limit',
  name: { en: 'Will reach a limit', nl: 'Gaat een grens bereiken' },
  watches: 'point',
  params: ReachesLimitParams,
  start: (params, context) => ({ ...startLatches(definitions(params), context), dots: [], coverage: null }),
  step: (memory, input, params) => {
    if (input.kind === 'tick') {
      const step = tickLatches(memory, input.now);
      return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
    }
    const isBad = input.quality.level === 'bad';
    const at = Math.min(input.observedAt, input.now);
    const windowMs = params.windowSeconds * 1000;
    const last = memory.dots.at(-1);
    if (!isBad && last && at - last.at < windowMs / MOST_DOTS) return { memory, condition: memory.condition };
    const kept = memory.dots.filter((dot) => dot.at >= at - windowMs);
    const dots = isBad ? memory.dots : [...kept, { at, value: input.value }];
    const coverage = isBad ? memory.coverage : covered(memory.coverage, at, Math.max(memory.staleMs, windowMs / MOST_DOTS));
    const isFull = spans(coverage, windowMs) && dots.length >= FEWEST_DOTS;
    const left = isBad || !isFull ? 0 : minutesLeft(dots, params);
    const isBeyond = isBad || !isFull || isReached(input.value, params);
    const step = feedLatches(memory, { ...input, value: Math.round(left) }, (latch) => {
      if (isBeyond) return 'band';
      return left <= minutesOf(latch.level, params) ? 'breach' : 'inside';
    });
    return { ...step, memory: { ...memory, ...step.memory, dots, coverage } };
  },
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) => 2 * params.windowSeconds + params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'a kelvin every two minutes reaches 27 °C in about six minutes',
      params: {
        limit: 27,
        direction: 'rise',
        windowSeconds: 600,
        warning: 6,
        critical: 2,
        leastFit: 0.7,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 18],
        [120, 19],
        [240, 20],
        [360, 21.1],
        [480, 22],
        [600, 23],
        [720, 24],
        [840, 25],
        [960, 26],
        [1080, 26],
        [1200, 25],
        [1320, 24],
        [1440, 23],
      ],
      expect: [
        [720, 'warning'],
        [960, 'critical'],
        [1200, 'clear'],
      ],
    },
    {
      name: 'a value that jumps about has no line, however near the limit',
      params: {
        limit: 27,
        direction: 'rise',
        windowSeconds: 600,
        warning: 60,
        leastFit: 0.7,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 25],
        [100, 26.5],
        [200, 25.2],
        [300, 26.4],
        [400, 25.1],
        [500, 26.6],
        [600, 25.3],
        [700, 26.5],
      ],
      expect: [],
    },
    {
      name: 'one outlier does not bend the line',
      params: {
        limit: 10,
        direction: 'fall',
        windowSeconds: 600,
        critical: 10,
        leastFit: 0.7,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 20],
        [100, 19],
        [200, 18],
        [300, 40],
        [400, 16],
        [500, 15],
        [600, 14],
        [700, 13],
      ],
      expect: [[600, 'critical']],
    },
  ],
});

const isReached = (value: number, { limit, direction }: ReachesLimitParams): boolean =>
  direction === 'rise' ? value >= limit : value <= limit;
