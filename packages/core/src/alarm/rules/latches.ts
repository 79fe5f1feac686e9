import { GOOD } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import type { Condition, RuleContext, RuleInput, RuleStep } from '../define-rule.ts';
import { conditionOf, feedLatch, flipLatch, type Latch, latchDueAt, type Verdict } from './latch.ts';

/**
 * Memory of a rule made of latches. `heardAt` is the source time of the last good value while a timer runs; `staleMs` how long
 * that value speaks for the present: a timer that ends later waits for the next value. `isBlind`: the last value was bad.
 */
export interface Latches {
  readonly latches: readonly Latch[];
  readonly condition: Condition | null;
  readonly isBlind: boolean;
  readonly heardAt: Instant;
  readonly staleMs: number;
  /** A timer runs, whether or not it may end before the next value. */
  readonly isTimed: boolean;
  readonly dueAt: Instant;
}

type ReadingInput = Extract<RuleInput, { kind: 'reading' }>;
export type LatchDefinition = Pick<Latch, 'level' | 'direction' | 'limit' | 'delayMs' | 'holdOffMs'>;

/** Latches off, except those that the open alarm says are on: a critical condition implies the warning of the same direction. */
export function startLatches(definitions: readonly LatchDefinition[], context: RuleContext): Latches {
  const open = context.condition;
  const latches = definitions.map((definition): Latch => {
    const isOn =
      open !== null && open.direction === definition.direction && (open.level === 'critical' || definition.level === 'warning');
    return {
      ...definition,
      isOn,
      since: isOn ? open.since : 0,
      timerAt: null,
      value: isOn ? open.value : null,
      quality: isOn ? open.quality : GOOD,
    };
  });
  return {
    latches,
    condition: worstOf(latches, open),
    isBlind: false,
    heardAt: 0,
    staleMs: context.staleSeconds * 1000,
    isTimed: false,
    dueAt: Number.POSITIVE_INFINITY,
  };
}

/** Worst latch that is on; among equals the one that the present condition speaks of, then the first of the list. */
function worstOf(latches: readonly Latch[], current: Condition | null): Condition | null {
  let worst: Latch | null = null;
  for (const latch of latches) {
    if (!latch.isOn) continue;
    if (worst === null || (worst.level === 'warning' && latch.level === 'critical')) worst = latch;
    else if (worst.level === latch.level && isSpokenOf(latch, current)) worst = latch;
  }
  if (worst === null) return null;
  return isSpokenOf(worst, current) ? current : conditionOf(worst);
}

const isSpokenOf = (latch: Latch, condition: Condition | null): boolean =>
  condition !== null &&
  condition.level === latch.level &&
  condition.direction === latch.direction &&
  condition.since === latch.since &&
  condition.limit === latch.limit;

/**
 * All latches fed with one value, null where what holds has no number. Bad values freeze the latches as they are. `staleMs` is how long
 * this value speaks, where that is not as for every value.
 */
export function feedLatches<Value extends number | null>(
  memory: Latches,
  input: Omit<ReadingInput, 'value'> & { readonly value: Value; readonly staleMs?: number },
  judge: (latch: Latch, value: Value, index: number) => Verdict,
): RuleStep<Latches> {
  if (input.quality.level === 'bad')
    return keep(memory.isBlind ? memory : { ...memory, isBlind: true, dueAt: Number.POSITIVE_INFINITY });
  const sample = { value: input.value, quality: input.quality, at: Math.min(input.observedAt, input.now) };
  let latches: Latch[] | null = null;
  for (let index = 0; index < memory.latches.length; index += 1) {
    const latch = memory.latches[index];
    if (!latch) continue;
    const fed = feedLatch(latch, judge(latch, sample.value, index), sample);
    if (fed === latch) continue;
    latches ??= [...memory.latches];
    latches[index] = fed;
  }
  if (latches === null && !memory.isBlind && !memory.isTimed) return keep(memory);
  const spoken = input.staleMs === undefined ? memory : { ...memory, staleMs: input.staleMs };
  return keep(rest(spoken, latches ?? memory.latches, Math.max(sample.at, memory.heardAt)));
}

/** All timers that have run out by `now`, each at its own time; stops at the first that changes the condition. */
export function tickLatches(memory: Latches, now: Instant): RuleStep<Latches> {
  let present = memory;
  while (present.dueAt <= now) {
    const dueAt = present.dueAt;
    const latches = present.latches.map((latch) => (latchDueAt(latch) <= dueAt ? flipLatch(latch) : latch));
    const next = rest(present, latches, present.heardAt);
    if (next.condition !== present.condition) return { memory: next, condition: next.condition, changedAt: dueAt };
    present = next;
  }
  return keep(present);
}

const keep = (memory: Latches): RuleStep<Latches> => ({ memory, condition: memory.condition });

function rest(memory: Latches, latches: readonly Latch[], heardAt: Instant): Latches {
  let dueAt = Number.POSITIVE_INFINITY;
  for (const latch of latches) dueAt = Math.min(dueAt, latchDueAt(latch));
  return {
    ...memory,
    latches,
    condition: worstOf(latches, memory.condition),
    isBlind: false,
    heardAt,
    isTimed: dueAt !== Number.POSITIVE_INFINITY,
    dueAt: dueAt <= heardAt + memory.staleMs ? dueAt : Number.POSITIVE_INFINITY,
  };
}
