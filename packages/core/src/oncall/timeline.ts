import type { Priority } from '../quantity/define.ts';
import { type EscalationPolicy, type EscalationTarget, nextStep } from './escalation.ts';

/** One telling of an alarm that nobody acknowledges, in minutes from its beginning. */
export interface TimelineEntry {
  readonly minute: number;
  readonly targets: readonly EscalationTarget[];
  readonly firstBy: string | null;
  readonly isRepeat: boolean;
}

const MINUTE = 60_000;

/** Who would be told when, up to and including `untilMinute`, if nobody acknowledges. Whatever fails moves steps forward, never back. */
export function tellingTimeline(policy: EscalationPolicy, priority: Priority, untilMinute: number): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let progress = { priority, step: 0, startedAt: 0, firedAt: null as number | null };
  for (let minute = 0; minute <= untilMinute; minute++) {
    const next = nextStep(policy, progress, minute * MINUTE);
    if (next.kind === 'over') break;
    if (next.kind === 'wait') continue;
    const { targets, firstBy, isRepeat } = next;
    entries.push({ minute, targets, firstBy, isRepeat });
    progress = { ...progress, step: isRepeat ? progress.step : progress.step + 1, firedAt: minute * MINUTE };
  }
  return entries;
}
