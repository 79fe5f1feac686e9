import { z } from 'zod';
import { GOOD } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import { type Condition, defineRule } from '../define-rule.ts';

/**
 * `afterSeconds` without a fresh value. After a start of our own every point gets `settleSeconds` (unless given: `afterSeconds`)
 * before its silence counts, because until then it was us who did not listen.
 */
export const StaleParams = z.strictObject({
  afterSeconds: z.number().positive().max(31_536_000),
  settleSeconds: z.number().min(0).max(86_400).optional(),
});
export type StaleParams = z.output<typeof StaleParams>;

interface StaleMemory {
  readonly startedAt: Instant | null;
  readonly condition: Condition | null;
}

/** The instant at which silence becomes an alarm, or has become one. */
export function silentAt(
  lastReceivedAt: Instant | null,
  startedAt: Instant,
  params: { readonly afterSeconds: number; readonly settleSeconds?: number | undefined },
): Instant {
  const settledAt = startedAt + (params.settleSeconds ?? params.afterSeconds) * 1000;
  return lastReceivedAt === null ? settledAt : Math.max(lastReceivedAt + params.afterSeconds * 1000, settledAt);
}

/**
 * No fresh value. Decided by level on every tick: `lastReceivedAt` of the tick is `freshAt` of the point's state, which retained and
 * replayed values do not move. The level is always critical: the rule speaks with its own priority.
 */
export const stale = defineRule<StaleParams, StaleMemory>({
  id: 'stale',
  name: { en: 'No data', nl: 'Geen gegevens' },
  watches: 'point',
  params: StaleParams,
  start: (_, context) => ({ startedAt: null, condition: context.condition }),
  step: (memory, input, params) => {
    if (input.kind === 'reading') return { memory, condition: memory.condition };
    const startedAt = memory.startedAt ?? input.now;
    const isFresh = input.lastReceivedAt !== null && input.now - input.lastReceivedAt <= params.afterSeconds * 1000;
    const condition = isFresh ? null : (memory.condition ?? overdue(input.lastReceivedAt, startedAt, { params, now: input.now }));
    if (startedAt === memory.startedAt && condition === memory.condition) return { memory, condition };
    return { memory: { startedAt, condition }, condition };
  },
  windowSeconds: () => 0,
  examples: [
    {
      name: 'raises when nothing came for the given time and clears with the next value',
      params: { afterSeconds: 180 },
      input: [
        [0, 'tick'],
        [10, 22],
        [189, 'tick'],
        [190, 'tick'],
        [191, 'tick'],
        [300, 22],
        [301, 'tick'],
      ],
      expect: [
        [191, 'critical'],
        [301, 'clear'],
      ],
    },
    {
      name: 'a point that never spoke is silent from the start, after the settle time',
      params: { afterSeconds: 60, settleSeconds: 90 },
      input: [
        [0, 'tick'],
        [89, 'tick'],
        [91, 'tick'],
      ],
      expect: [[91, 'critical']],
    },
    {
      name: 'a bad value is still a sign of life',
      params: { afterSeconds: 60 },
      input: [
        [0, 'tick'],
        [50, 'bad'],
        [100, 'tick'],
        [111, 'tick'],
      ],
      expect: [[111, 'critical']],
    },
  ],
});

function overdue(
  lastReceivedAt: Instant | null,
  startedAt: Instant,
  at: { params: StaleParams; now: Instant },
): Condition | null {
  const since = silentAt(lastReceivedAt, startedAt, at.params);
  if (at.now <= since) return null;
  return { level: 'critical', since, value: null, limit: at.params.afterSeconds, direction: 'stale', quality: GOOD };
}
