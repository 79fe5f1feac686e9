import type { Priority } from '../quantity/define.ts';
import { type Due, dueOf, type EscalationPolicy, type EscalationProgress, type EscalationStep, nextStep } from './escalation.ts';

/** One telling of an alarm that nobody acknowledges, in minutes from its beginning. */
export interface TimelineEntry extends Due {
  readonly minute: number;
}

const MINUTE = 60_000;

/**
 * Who would be told when, up to and including `untilMinute`, if nobody acknowledges. A step by which `isReached` says that nobody is reached is
 * followed by the next at once.
 */
export function tellingTimeline(
  policy: EscalationPolicy,
  { priority, untilMinute }: { readonly priority: Priority; readonly untilMinute: number },
  isReached: (due: Due, minute: number) => boolean,
): readonly TimelineEntry[] {
  const { steps } = policy[priority];
  const entries: TimelineEntry[] = [];
  let progress: EscalationProgress = { step: 0, startedAt: 0, firedAt: null };
  let isUnheard = false;
  for (let minute = 0; minute <= untilMinute; ) {
    const next = nextStep(policy, { ...progress, priority }, minute * MINUTE);
    const skipped: EscalationStep | undefined = isUnheard && next.kind === 'wait' ? steps[progress.step] : undefined;
    const due: Due | undefined = next.kind === 'due' ? next : skipped && dueOf(skipped, false);
    if (next.kind === 'over') break;
    if (!due) {
      minute += 1;
      continue;
    }
    const { targets, firstBy, isRepeat }: Due = due;
    entries.push({ minute, targets, firstBy, isRepeat });
    isUnheard = !isRepeat && !isReached(due, minute);
    progress = { ...progress, step: isRepeat ? progress.step : progress.step + 1, firedAt: minute * MINUTE };
  }
  return entries;
}
