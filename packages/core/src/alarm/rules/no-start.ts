import { z } from 'zod';
import { setPhaseOfState } from '../../power/phase.ts';
import { defineRule } from '../define-rule.ts';
import {
  type Combination,
  type Combined,
  combinedDueAt,
  overall,
  speaking,
  startCombined,
  stepCombined,
  stepCombinedOther,
  Tag,
  type Together,
} from './combined.ts';
import type { LatchDefinition } from './latches.ts';

/** The mains is lost below `below` volts; 0.85 of 230 V unless given (domain.md 6.3). */
export const NoStartParams = z.strictObject({
  mains: Tag,
  below: z.number().positive().max(50_000).default(195),
  afterSeconds: z.number().min(1).max(3600).default(20),
  holdOffSeconds: z.number().min(0).max(86_400).default(5),
});
export type NoStartParams = z.output<typeof NoStartParams>;

interface Standing extends Together {
  readonly isLost: boolean;
  readonly isRunning: boolean;
}

/** Under its own power, from run-up to the cool-down. A set that cranks in vain does not run. */
const RUNS: readonly (string | null)[] = ['run-up', 'rated', 'on-load', 'cool-down'];

const combination = (params: NoStartParams): Combination<Standing> => ({
  tags: [params.mains],
  together: ({ own, others, at }) => {
    const [engine, mains] = [speaking(own, at), speaking(others[0], at)];
    if (!engine || !mains) return null;
    return {
      value: engine.value,
      ...overall([engine, mains]),
      isLost: mains.value < params.below,
      isRunning: RUNS.includes(setPhaseOfState(engine.value)),
    };
  },
  judge: (_, { isLost, isRunning }) => (isLost && !isRunning ? 'breach' : 'inside'),
});

const definitions = ({ afterSeconds, holdOffSeconds }: NoStartParams): readonly LatchDefinition[] => [
  {
    level: 'critical',
    limit: afterSeconds,
    direction: 'no-start',
    delayMs: afterSeconds * 1000,
    holdOffMs: holdOffSeconds * 1000,
  },
];

/** The mains is lost and the engine does not run after some seconds. Watches the engine state; `value` of the condition is that state. */
export const noStart = defineRule<NoStartParams, Combined>({
  id: 'no-start',
  name: { en: 'Mains lost, no start', nl: 'Netuitval zonder start' },
  watches: 'point',
  params: NoStartParams,
  start: (params, context) => startCombined(definitions(params), combination(params), context),
  step: stepCombined,
  inputs: (params) => [params.mains],
  stepOther: stepCombinedOther,
  dueAt: combinedDueAt,
  windowSeconds: (params) => params.afterSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'the mains goes, the set cranks in vain and shuts down, the mains comes back',
      params: { mains: 'ats/volts', below: 195, afterSeconds: 20, holdOffSeconds: 0 },
      quantity: 'engine-state',
      input: [
        [0, 0],
        [0, 231, 'ats/volts'],
        [10, 0, 'ats/volts'],
        [13, 3],
        [30, 'tick'],
        [60, 10],
        [90, 231, 'ats/volts'],
      ],
      expect: [
        [30, 'critical'],
        [90, 'clear'],
      ],
    },
    {
      name: 'the set runs in time',
      params: { mains: 'ats/volts', below: 195, afterSeconds: 20, holdOffSeconds: 0 },
      quantity: 'engine-state',
      input: [
        [0, 0],
        [5, 0, 'ats/volts'],
        [8, 3],
        [12, 5],
        [15, 7],
        [60, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'a flicker is over before the delay',
      params: { mains: 'ats/volts', below: 195, afterSeconds: 20, holdOffSeconds: 0 },
      quantity: 'engine-state',
      input: [
        [0, 0],
        [5, 0, 'ats/volts'],
        [7, 230, 'ats/volts'],
        [60, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'bad values of mains or engine neither raise nor clear',
      params: { mains: 'ats/volts', below: 195, afterSeconds: 20, holdOffSeconds: 0 },
      quantity: 'engine-state',
      input: [
        [0, 0],
        [5, 0, 'ats/volts'],
        [25, 'tick'],
        [30, 'bad', 'ats/volts'],
        [31, 'bad'],
        [40, 'tick'],
        [50, 6],
        [51, 0, 'ats/volts'],
      ],
      expect: [
        [25, 'critical'],
        [51, 'clear'],
      ],
    },
  ],
});
