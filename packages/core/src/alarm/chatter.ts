import type { Instant } from '../reading/reading.ts';
import type { Alarm, TransitionKind } from './alarm.ts';
import type { Condition } from './define-rule.ts';
import type { RuleRun } from './run.ts';

/** So many changes of a condition within so long are chatter; domain.md 8: 3 in a minute. It ends when nothing changed for as long. */
export interface ChatterLimit {
  readonly transitions: number;
  readonly withinSeconds: number;
}

/** Most changes that a limit may ask for: more are not remembered. */
export const mostTransitions = 20;

/** Journal rows by which a change of the condition was recorded. */
export const changeKinds: readonly TransitionKind[] = ['raised', 're-raised', 'escalated', 'de-escalated', 'cleared'];

const keyOf = (condition: Condition | null): string => (condition === null ? '' : `${condition.level} ${condition.direction}`);

/** Does the condition say something else than before? Its value and limit do not matter. */
export const isChange = (before: Condition | null, after: Condition | null): boolean =>
  before !== after && keyOf(before) !== keyOf(after);

/** Times of record of the last changes, oldest first, with one more. */
export const withChange = (changes: readonly Instant[], at: Instant): readonly Instant[] =>
  [...changes, at].slice(-mostTransitions);

function isChatter(changes: readonly Instant[], { transitions, withinSeconds }: ChatterLimit): boolean {
  const first = changes[changes.length - transitions];
  const last = changes.at(-1);
  return first !== undefined && last !== undefined && last - first <= withinSeconds * 1000;
}

export type Chatter = 'none' | 'begins' | 'goes-on' | 'ends';

/**
 * Where chattering of a run stands at a moment. It begins with the change that makes it chatter and ends when nothing changed for the same time and
 * `isProof`: a good value that leaves the condition as it is, for missing data prove no quiet.
 */
export function chatterAt(
  { alarm, condition, changes }: Pick<RuleRun, 'alarm' | 'condition' | 'changes'>,
  moment: { readonly now: Instant; readonly isLate: boolean; readonly isProof: boolean },
  limit: ChatterLimit,
): Chatter {
  const { now, isLate, isProof } = moment;
  if (alarm !== null && alarm.chatteringSince !== null) {
    const quietMs = now - (changes.at(-1) ?? alarm.chatteringSince);
    return !isLate && isProof && quietMs >= limit.withinSeconds * 1000 ? 'ends' : 'goes-on';
  }
  const isActive = condition !== null || (alarm !== null && alarm.clearedAt === null);
  return isActive && !isLate && isChatter(changes, limit) ? 'begins' : 'none';
}

/** While it chatters, an active alarm neither clears nor eases; what is worse, or on the other side, is told. */
export const isHeld = (alarm: Alarm, condition: Condition | null): boolean =>
  alarm.clearedAt === null &&
  (condition === null ||
    (condition.direction === alarm.direction && condition.level === 'warning' && alarm.level === 'critical'));

/**
 * A rebuilt run with the changes recorded before, times ascending. One that chatters is held for a whole quiet time from now: nobody saw what it
 * did meanwhile.
 */
export const withRecorded = (run: RuleRun, recorded: readonly Instant[], now: Instant): RuleRun => {
  const isChattering = run.alarm !== null && run.alarm.chatteringSince !== null;
  if (recorded.length === 0 && !isChattering) return run;
  return { ...run, changes: (isChattering ? [...recorded, now] : recorded).slice(-mostTransitions) };
};
