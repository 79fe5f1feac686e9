import { z } from 'zod';
import type { Words } from '../../quantity/define.ts';
import { GOOD } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import { type Condition, defineRule, type Rule } from '../define-rule.ts';

/** A failure shorter than `graceSeconds` is no alarm: what was tried again and then worked. */
export const StandingParams = z.strictObject({ graceSeconds: z.number().min(0).max(3_600).default(30) });
export type StandingParams = z.output<typeof StandingParams>;

interface StandingMemory {
  /** First tick that said "does not work". */
  readonly downSince: Instant | null;
  readonly condition: Condition | null;
}

/**
 * A rule of a site about something of our own that works or does not; ticks say which by `isOnline`. Null says that nobody has looked: it
 * neither raises nor clears.
 */
export const standingRule = (what: {
  readonly id: string;
  readonly name: Words;
  readonly direction: string;
}): Rule<StandingParams, StandingMemory> =>
  defineRule<StandingParams, StandingMemory>({
    id: what.id,
    name: what.name,
    watches: 'site',
    params: StandingParams,
    start: (_, { condition }) => ({ downSince: null, condition }),
    step: (memory, input, { graceSeconds }) => {
      if (input.kind === 'reading' || input.isOnline === null) return { memory, condition: memory.condition };
      if (input.isOnline) {
        const isSame = memory.downSince === null && memory.condition === null;
        return { memory: isSame ? memory : { downSince: null, condition: null }, condition: null };
      }
      const downSince = memory.downSince ?? input.now;
      const isDue = memory.condition === null && input.now >= downSince + graceSeconds * 1000;
      const condition = isDue ? raised(what.direction, downSince) : memory.condition;
      return { memory: isDue || memory.downSince === null ? { downSince, condition } : memory, condition };
    },
    windowSeconds: () => 0,
    examples: [
      {
        name: 'does not work, and works again',
        params: { graceSeconds: 30 },
        input: [
          [0, 'tick'],
          [1, 'offline'],
          [2, 'tick'],
          [31, 'tick'],
          [32, 'tick'],
          [60, 'online'],
          [61, 'tick'],
        ],
        expect: [
          [32, 'critical'],
          [61, 'clear'],
        ],
      },
      {
        name: 'fails once and then works',
        params: { graceSeconds: 30 },
        input: [
          [1, 'offline'],
          [2, 'tick'],
          [15, 'online'],
          [16, 'tick'],
          [17, 'offline'],
          [18, 'tick'],
          [47, 'tick'],
        ],
        expect: [],
      },
      { name: 'nobody has looked', params: { graceSeconds: 0 }, input: [[5, 'tick']], expect: [] },
    ],
  });

const raised = (direction: string, since: Instant): Condition => ({
  ...{ level: 'critical', since, value: null, limit: null, direction, quality: GOOD },
});
