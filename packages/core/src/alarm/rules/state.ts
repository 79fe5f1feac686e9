import { z } from 'zod';
import type { Quantity } from '../../quantity/define.ts';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import type { Verdict } from './latch.ts';
import { feedLatches, type LatchDefinition, type Latches, startLatches, tickLatches } from './latches.ts';

const level = z.enum(['warning', 'critical']);
const stateId = z.string().min(1);

/**
 * States of the quantity that are alarms. `bad` after `dwellSeconds`; `held` only when the very state has lasted (a door open
 * for 30 s; a UPS on battery for 60 s is worse than on battery). `keeps` names states that say nothing about this alarm:
 * they neither raise nor clear (a broken leak cable does not mean dry). Any other state held for `holdOffSeconds` clears.
 */
export const StateParams = z
  .strictObject({
    bad: z.record(stateId, level).default({}),
    held: z.record(stateId, z.strictObject({ level, afterSeconds: z.number().min(0).max(86_400) })).default({}),
    keeps: z.array(stateId).default([]),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .refine(
    (p) => Object.keys(p.bad).length + Object.keys(p.held).length > 0,
    saying({ en: 'at least one bad or held state is needed', nl: 'ten minste één slechte of vastgehouden toestand is nodig' }),
  )
  .refine(
    (p) => p.keeps.every((id) => !(id in p.bad) && !(id in p.held)),
    saying({ en: 'a state cannot be both bad and kept', nl: 'een toestand kan niet zowel slecht als behouden zijn' }),
  );
export type StateParams = z.output<typeof StateParams>;

/** Codes per latch, and the codes that say nothing. */
interface StateMemory extends Latches {
  readonly codes: readonly ReadonlySet<number>[];
  readonly keeps: ReadonlySet<number>;
}

function codeOf(quantity: Quantity | null, id: string): number {
  const state = quantity?.states?.find((candidate) => candidate.id === id);
  if (!state) throw new Error(`${quantity?.id ?? 'no quantity'} has no state "${id}"`);
  return state.code;
}

/** A critical state also holds the warning on, so that going from critical to warning is a step down and not an end. */
function latchesOf(
  params: StateParams,
  quantity: Quantity | null,
): readonly { latch: LatchDefinition; codes: ReadonlySet<number> }[] {
  const bad = Object.entries(params.bad).map(([id, badLevel]) => ({ code: codeOf(quantity, id), level: badLevel }));
  const base = { direction: 'state', limit: null, holdOffMs: params.holdOffSeconds * 1000 };
  const plain = (['critical', 'warning'] as const)
    .filter((wanted) => bad.some((state) => state.level === wanted))
    .map((wanted) => ({
      latch: { ...base, level: wanted, delayMs: params.dwellSeconds * 1000 },
      codes: new Set(bad.filter((state) => state.level === wanted || wanted === 'warning').map((state) => state.code)),
    }));
  const held = Object.entries(params.held).map(([id, rule]) => ({
    latch: { ...base, level: rule.level, delayMs: rule.afterSeconds * 1000 },
    codes: new Set([codeOf(quantity, id)]),
  }));
  return [...plain, ...held];
}

/** States: leak, fire, door, fault. Values are the codes of the quantity's state table. */
export const state = defineRule<StateParams, StateMemory>({
  id: 'state',
  name: { en: 'State', nl: 'Toestand' },
  watches: 'point',
  params: StateParams,
  start: (params, context) => {
    const all = latchesOf(params, context.quantity);
    const memory = startLatches(
      all.map((entry) => entry.latch),
      context,
    );
    return {
      ...memory,
      codes: all.map((entry) => entry.codes),
      keeps: new Set(params.keeps.map((id) => codeOf(context.quantity, id))),
    };
  },
  step: (memory, input) => {
    const step =
      input.kind === 'tick'
        ? tickLatches(memory, input.now)
        : feedLatches(memory, input, (_, value, index): Verdict => {
            if (memory.keeps.has(value)) return 'band';
            return memory.codes[index]?.has(value) ? 'breach' : 'inside';
          });
    return step.memory === memory ? { memory, condition: step.condition } : { ...step, memory: { ...memory, ...step.memory } };
  },
  dueAt: (memory) => memory.dueAt,
  windowSeconds: (params) =>
    Math.max(params.dwellSeconds, ...Object.values(params.held).map((rule) => rule.afterSeconds)) + params.holdOffSeconds,
  examples: [
    {
      name: 'wet raises after five seconds and dry clears after thirty',
      quantity: 'leak',
      params: { bad: { wet: 'critical' }, held: {}, keeps: ['fault'], dwellSeconds: 5, holdOffSeconds: 30 },
      input: [
        [0, 1],
        [4, 'tick'],
        [5, 'tick'],
        [60, 0],
        [90, 'tick'],
      ],
      expect: [
        [5, 'critical'],
        [90, 'clear'],
      ],
    },
    {
      name: 'a fault of the detector does not dry the floor',
      quantity: 'leak',
      params: { bad: { wet: 'critical' }, held: {}, keeps: ['fault'], dwellSeconds: 0, holdOffSeconds: 0 },
      input: [
        [0, 1],
        [60, 2],
        [120, 'bad'],
        [180, 'tick'],
        [240, 0],
      ],
      expect: [
        [0, 'critical'],
        [240, 'clear'],
      ],
    },
    {
      name: 'a door may be open for a while, but not be forced',
      quantity: 'door',
      params: {
        bad: { forced: 'critical' },
        held: { open: { level: 'warning', afterSeconds: 30 } },
        keeps: [],
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 1],
        [20, 0],
        [40, 1],
        [71, 'tick'],
        [80, 0],
        [90, 3],
        [95, 0],
      ],
      expect: [
        [71, 'warning'],
        [80, 'clear'],
        [90, 'critical'],
        [95, 'clear'],
      ],
    },
    {
      name: 'from critical to warning is a step down, not an end',
      quantity: 'ups-state',
      params: {
        bad: { on_battery: 'warning', low_battery: 'critical' },
        held: {},
        keeps: [],
        dwellSeconds: 1,
        holdOffSeconds: 0,
      },
      input: [
        [0, 8],
        [1, 'tick'],
        [10, 4],
        [20, 0],
      ],
      expect: [
        [1, 'critical'],
        [10, 'warning'],
        [20, 'clear'],
      ],
    },
    {
      name: 'bad quality neither raises nor clears a state',
      quantity: 'smoke',
      params: { bad: { smoke: 'critical' }, held: {}, keeps: [], dwellSeconds: 10, holdOffSeconds: 0 },
      input: [
        [0, 1],
        [5, 'bad'],
        [60, 'tick'],
        [61, 1],
        [62, 'bad'],
        [99, 'tick'],
      ],
      expect: [[61, 'critical']],
    },
  ],
});
