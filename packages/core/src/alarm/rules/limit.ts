import { z } from 'zod';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import type { Latch, Verdict } from './latch.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';

const levels = z.strictObject({ warning: z.number().optional(), critical: z.number().optional() });

/**
 * Limits in the unit of the quantity. A value beyond a limit for `dwellSeconds` raises; back by `hysteresis` for
 * `holdOffSeconds` clears. Warnings lie inside criticals, and the hysteresis leaves room between low and high to be normal again.
 */
export const LimitParams = z
  .strictObject({
    low: levels.optional(),
    high: levels.optional(),
    hysteresis: z.number().min(0).default(0),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .refine((p) => bounds(p).length > 0, saying({ en: 'at least one limit is needed', nl: 'ten minste één grens is nodig' }))
  .refine(
    (p) => isAscending(bounds(p).map((bound) => bound.limit)),
    saying({
      en: 'limits must ascend: low critical, low warning, high warning, high critical',
      nl: 'grenzen moeten oplopen: laag kritiek, laag waarschuwing, hoog waarschuwing, hoog kritiek',
    }),
  )
  .refine(
    (p) => (innermost(p, 'high') ?? Infinity) - (innermost(p, 'low') ?? -Infinity) >= 2 * p.hysteresis,
    saying({
      en: 'the hysteresis leaves no room between the low and the high limit',
      nl: 'de hysterese laat geen ruimte tussen de lage en de hoge grens',
    }),
  );
export type LimitParams = z.output<typeof LimitParams>;

type Levels = z.output<typeof levels>;
interface Limits {
  readonly low?: Levels | undefined;
  readonly high?: Levels | undefined;
}

interface Bound {
  readonly direction: 'low' | 'high';
  readonly level: 'warning' | 'critical';
  readonly limit: number;
}

/** The limits that are set, from the lowest to the highest. */
export function bounds(params: Limits): readonly Bound[] {
  const all: readonly (readonly ['low' | 'high', 'warning' | 'critical', number | undefined])[] = [
    ['low', 'critical', params.low?.critical],
    ['low', 'warning', params.low?.warning],
    ['high', 'warning', params.high?.warning],
    ['high', 'critical', params.high?.critical],
  ];
  return all.flatMap(([direction, level, limit]) => (limit === undefined ? [] : [{ direction, level, limit }]));
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? Number.NEGATIVE_INFINITY));

function innermost(params: Limits, side: 'low' | 'high'): number | undefined {
  return params[side]?.warning ?? params[side]?.critical;
}

function definitions(params: LimitParams): readonly LatchDefinition[] {
  return bounds(params).map((bound) => ({
    ...bound,
    delayMs: params.dwellSeconds * 1000,
    holdOffMs: params.holdOffSeconds * 1000,
  }));
}

function judge(latch: Latch, value: number, hysteresis: number): Verdict {
  const beyond = latch.direction === 'high' ? value - (latch.limit ?? 0) : (latch.limit ?? 0) - value;
  if (beyond > 0) return 'breach';
  return beyond <= -hysteresis ? 'inside' : 'band';
}

/**
 * Low and high limits with warning and critical level. The value counts as holding until the next one, at most for the
 * point's stale time. `since` is the first value beyond the limit, `value` the worst one until the alarm rose.
 */
export const limit = defineRule<LimitParams, Latches>({
  id: 'limit',
  name: { en: 'Limit', nl: 'Grenswaarde' },
  watches: 'point',
  params: LimitParams,
  start: (params, context) => startLatches(definitions(params), context),
  step: (memory, input, params) =>
    input.kind === 'tick'
      ? tickLatches(memory, input.now)
      : feedLatches(memory, input, (latch, value) => judge(latch, value, params.hysteresis)),
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) => params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'raises after the dwell and clears below limit minus hysteresis after the hold-off',
      params: { high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 120 },
      input: [
        [0, 27.4],
        [30, 27.6],
        [60, 27.5],
        [90, 26.8],
        [120, 26.5],
        [180, 26.2],
        [240, 26.0],
      ],
      expect: [
        [60, 'warning'],
        [240, 'clear'],
      ],
    },
    {
      name: 'a peak shorter than the dwell raises nothing',
      params: { high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 0 },
      input: [
        [0, 28],
        [30, 28],
        [45, 27],
        [60, 28],
        [100, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'the delay runs out between two values',
      params: { high: { critical: 25 }, hysteresis: 2, dwellSeconds: 10, holdOffSeconds: 0 },
      input: [
        [0, 26],
        [9, 'tick'],
        [10, 'tick'],
      ],
      expect: [[10, 'critical']],
    },
    {
      name: 'escalates at once where critical needs no dwell, and comes down in steps',
      params: { high: { warning: 27, critical: 32 }, hysteresis: 1, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 28],
        [10, 33],
        [20, 31.5],
        [30, 31],
        [40, 26],
      ],
      expect: [
        [0, 'warning'],
        [10, 'critical'],
        [30, 'warning'],
        [40, 'clear'],
      ],
    },
    {
      name: 'bad quality neither raises nor clears',
      params: { low: { warning: 19.5, critical: 18 }, hysteresis: 0.2, dwellSeconds: 10, holdOffSeconds: 10 },
      input: [
        [0, 19],
        [5, 'bad'],
        [15, 'tick'],
        [20, 19],
        [30, 20.9],
        [35, 'bad'],
        [60, 'tick'],
        [70, 20.9],
      ],
      expect: [
        [20, 'warning'],
        [70, 'clear'],
      ],
    },
    {
      name: 'one value does not speak beyond its stale time',
      params: { high: { warning: 65 }, hysteresis: 3, dwellSeconds: 300, holdOffSeconds: 0 },
      staleSeconds: 180,
      input: [
        [0, 70],
        [600, 'tick'],
        [700, 60],
      ],
      expect: [],
    },
    {
      name: 'an excursion to the other side is a condition of its own',
      params: { low: { warning: 1 }, high: { warning: 15 }, hysteresis: 1, dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 16],
        [10, 0.5],
        [20, 3],
      ],
      expect: [
        [0, 'warning'],
        [10, 'warning'],
        [20, 'clear'],
      ],
    },
  ],
});
