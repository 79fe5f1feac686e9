import { z } from 'zod';
import { saying } from '../../saying.ts';
import { defineRule } from '../define-rule.ts';
import {
  type Combination,
  type Combined,
  combinedDueAt,
  type Measured,
  overall,
  type Sample,
  speakingNow,
  startCombined,
  stepCombined,
  stepCombinedOther,
  Tags,
} from './combined.ts';
import type { LatchDefinition } from './latches.ts';

/**
 * An alarm when at least `needed` of the own point and the `others` lie above `above` or below `below`: two out of three, so that one
 * sensor alone neither cries wolf nor keeps silent. An input that says nothing counts for neither side.
 */
export const VoteParams = z
  .strictObject({
    others: Tags.min(1),
    needed: z.number().int().min(1).max(17).default(2),
    above: z.number().optional(),
    below: z.number().optional(),
    level: z.enum(['warning', 'critical']).default('critical'),
    hysteresis: z.number().min(0).default(0),
    dwellSeconds: z.number().min(0).max(86_400).default(0),
    holdOffSeconds: z.number().min(0).max(86_400).default(0),
  })
  .refine(
    (p) => p.above !== undefined || p.below !== undefined,
    saying({ en: 'a limit is needed: above or below', nl: 'een grens is nodig: boven of onder' }),
  )
  .refine(
    (p) => p.needed <= p.others.length + 1,
    saying(
      { en: 'more votes are needed than there are sensors', nl: 'er zijn meer stemmen nodig dan er sensoren zijn' },
      'needed',
    ),
  );
export type VoteParams = z.output<typeof VoteParams>;

const definitions = ({ level, needed, dwellSeconds, holdOffSeconds }: VoteParams): readonly LatchDefinition[] => [
  { level, limit: needed, direction: 'vote', delayMs: dwellSeconds * 1000, holdOffMs: holdOffSeconds * 1000 },
];

const isBeyond = ({ value }: Sample, { above, below }: VoteParams, margin: number): boolean =>
  (above !== undefined && value > above - margin) || (below !== undefined && value < below + margin);

/**
 * Votes in one number, as a latch takes it: those for the alarm where they are enough, else how many there could be at most, counting
 * whoever is silent or inside the hysteresis. What lies between is no decision.
 */
function ballot(samples: readonly Sample[], params: VoteParams): number | null {
  const certain = samples.filter((sample) => isBeyond(sample, params, 0)).length;
  if (certain >= params.needed) return certain;
  const silent = params.others.length + 1 - samples.length;
  const possible = silent + samples.filter((sample) => isBeyond(sample, params, params.hysteresis)).length;
  return possible < params.needed ? possible : null;
}

const vote = (params: VoteParams): Combination<Measured> => ({
  tags: params.others,
  together: (memory) => {
    const samples = speakingNow(memory);
    const votes = ballot(samples, params);
    return votes === null ? null : { value: votes, ...overall(samples) };
  },
  judge: (latch, { value }) => (value >= (latch.limit ?? 0) ? 'breach' : 'inside'),
});

/** A vote of several sensors. `value` of the condition is the number of sensors beyond the limit. */
export const voting = defineRule<VoteParams, Combined>({
  id: 'vote',
  name: { en: 'Vote of several sensors', nl: 'Stemming van meerdere sensoren' },
  watches: 'point',
  params: VoteParams,
  start: (params, context) => startCombined(definitions(params), vote(params), context),
  step: stepCombined,
  inputs: (params) => params.others,
  stepOther: stepCombinedOther,
  dueAt: combinedDueAt,
  windowSeconds: (params) => params.dwellSeconds + params.holdOffSeconds,
  examples: [
    {
      name: 'two out of three raise, one out of three clears',
      params: {
        others: ['b', 'c'],
        needed: 2,
        above: 30,
        level: 'critical',
        hysteresis: 1,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 25],
        [0, 25, 'b'],
        [0, 25, 'c'],
        [10, 31],
        [20, 31, 'c'],
        [30, 29.5],
        [40, 28],
      ],
      expect: [
        [20, 'critical'],
        [40, 'clear'],
      ],
    },
    {
      name: 'two that agree are enough, whatever the third says or does not say',
      params: { others: ['b', 'c'], needed: 2, below: 1, level: 'warning', hysteresis: 0, dwellSeconds: 20, holdOffSeconds: 0 },
      input: [
        [0, 'bad', 'c'],
        [0, 0.5, 'b'],
        [0, 0.5],
        [20, 'tick'],
        [30, 2, 'b'],
        [40, 2],
      ],
      expect: [
        [20, 'warning'],
        [40, 'clear'],
      ],
    },
    {
      name: 'a silent sensor that could decide leaves it undecided',
      params: {
        others: ['b', 'c'],
        needed: 2,
        above: 30,
        level: 'critical',
        hysteresis: 0,
        dwellSeconds: 0,
        holdOffSeconds: 0,
      },
      input: [
        [0, 31],
        [0, 31, 'b'],
        [10, 25, 'b'],
        [20, 25, 'c'],
        [30, 'bad'],
        [40, 31, 'c'],
      ],
      expect: [
        [0, 'critical'],
        [20, 'clear'],
      ],
    },
  ],
});
