import type { Instant } from '../reading/reading.ts';
import type { WouldBeAlarm } from './back-test.ts';

/** How often and how long a rule would have spoken. */
export interface BackTestSum {
  readonly count: number;
  readonly critical: number;
  readonly totalSeconds: number;
  readonly longestSeconds: number;
}

export const lastsMs = (alarm: Pick<WouldBeAlarm, 'raisedAt' | 'clearedAt'>, to: Instant): number =>
  (alarm.clearedAt ?? to) - alarm.raisedAt;

/** Sums over alarms that may not have ended by `to`. */
export function sumOf(alarms: readonly WouldBeAlarm[], to: Instant): BackTestSum {
  const seconds = alarms.map((alarm) => lastsMs(alarm, to) / 1000);
  return {
    count: alarms.length,
    critical: alarms.filter((alarm) => alarm.level === 'critical').length,
    totalSeconds: seconds.reduce((sum, one) => sum + one, 0),
    longestSeconds: seconds.reduce((most, one) => Math.max(most, one), 0),
  };
}

/** Those of `alarms` that last at least `longerThanMs` and that no alarm of `others` overlaps. Both lists ascend and do not overlap themselves. */
export function unseen(
  alarms: readonly WouldBeAlarm[],
  others: readonly WouldBeAlarm[],
  { longerThanMs, to }: { readonly longerThanMs: number; readonly to: Instant },
): readonly WouldBeAlarm[] {
  const found: WouldBeAlarm[] = [];
  let next = 0;
  for (const alarm of alarms) {
    while ((others[next]?.clearedAt ?? Number.POSITIVE_INFINITY) < alarm.raisedAt) next += 1;
    const other = others[next];
    const isSeen = other !== undefined && other.raisedAt <= (alarm.clearedAt ?? to);
    if (!isSeen && lastsMs(alarm, to) >= longerThanMs) found.push(alarm);
  }
  return found;
}

/** How often three or more alarms came and went within `windowMs`; bursts that run on are one. */
export function chatterBursts(alarms: readonly WouldBeAlarm[], windowMs: number): number {
  let bursts = 0;
  let burstEnd = Number.NEGATIVE_INFINITY;
  for (let index = 2; index < alarms.length; index += 1) {
    const [first, before, last] = [alarms[index - 2], alarms[index - 1], alarms[index]];
    if (!first || !before || !last || last.clearedAt === null) continue;
    if (last.clearedAt - first.raisedAt > windowMs) continue;
    if (burstEnd !== before.clearedAt) bursts += 1;
    burstEnd = last.clearedAt;
  }
  return bursts;
}
