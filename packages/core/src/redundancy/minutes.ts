import type { Instant } from '../reading/reading.ts';
import { type RedundancyState, redundancyStates } from './group.ts';

/** A change of a group's state as it was recorded. Null: nobody was watching from then on (our own standstill). */
export interface RedundancyChange {
  readonly at: Instant;
  readonly state: RedundancyState | null;
  readonly isPlanned: boolean;
}

export const watchedStates = [...redundancyStates, 'unverified'] as const;

/** Milliseconds of a period in one state. */
export interface TimeInState {
  readonly planned: number;
  readonly unplanned: number;
}

/** Where the time of a period went. `notMeasured` is time before the first record and time in which nobody was watching: it is never counted as well. */
export interface RedundancyTime {
  readonly states: Readonly<Record<(typeof watchedStates)[number], TimeInState>>;
  readonly notMeasured: number;
}

/** Time in each state within a period. `changes` in order of time, from the one in force at `from` on; those outside the period are cut to it. */
export function timeInStates(
  changes: readonly RedundancyChange[],
  period: { readonly from: Instant; readonly to: Instant },
): RedundancyTime {
  const zero = (): { planned: number; unplanned: number } => ({ planned: 0, unplanned: 0 });
  const states = { redundant: zero(), reduced: zero(), 'no-margin': zero(), insufficient: zero(), unverified: zero() };
  let measured = 0;
  changes.forEach(({ at, state, isPlanned }, index) => {
    const from = Math.max(at, period.from);
    const to = Math.min(changes[index + 1]?.at ?? period.to, period.to);
    if (state === null || to <= from) return;
    states[state][isPlanned ? 'planned' : 'unplanned'] += to - from;
    measured += to - from;
  });
  return { states, notMeasured: Math.max(0, period.to - period.from) - measured };
}
