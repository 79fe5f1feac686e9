import type { Instant } from '../reading/reading.ts';
import { type Alarm, alarmState } from './alarm.ts';
import { openOccurrence, type WindowTimes } from './window.ts';
import type { Withholding } from './withholding.ts';

type WithholdingTimes = Pick<Withholding, 'kind' | 'fromAt' | 'untilAt' | 'endedAt'>;

/** What people decided to withhold, without names and reasons: enough to count by on any screen. */
export interface WithheldPlan {
  readonly withholdings: readonly WithholdingTimes[];
  /** With the time zone of the site. */
  readonly windows: readonly (WindowTimes & { readonly timeZone: string })[];
}

/** How much nobody is told of at an instant, by kind. */
export interface WithheldNow {
  readonly shelved: number;
  readonly outOfService: number;
  /** Windows of planned work that are open. */
  readonly work: number;
  /** Alarms that are recorded but not told, for planned work or because their root is in alarm. */
  readonly suppressed: number;
  /** When the next of it ends by itself; null where none has an end. */
  readonly nextEndAt: Instant | null;
}

export const isInForce = ({ fromAt, untilAt, endedAt }: Omit<WithholdingTimes, 'kind'>, now: Instant): boolean =>
  fromAt <= now && now < untilAt && (endedAt === null || endedAt > now);

/** Counts what is in force: also what has no alarm under it at the moment, because it would be silent if it had. */
export function withheldNow(plan: WithheldPlan, alarms: readonly Alarm[], now: Instant): WithheldNow {
  const force = plan.withholdings.filter((one) => isInForce(one, now));
  const open = plan.windows.flatMap((window) => openOccurrence(window, window.timeZone, now) ?? []);
  const suppressed = alarms.filter((alarm) => alarm.withheld === 'suppressed' && alarmState(alarm) !== 'normal');
  const ends = [...force.map((one) => one.untilAt), ...open.map((one) => one.until)];
  return {
    shelved: force.filter((one) => one.kind === 'shelved').length,
    outOfService: force.filter((one) => one.kind === 'out-of-service').length,
    work: open.length,
    suppressed: suppressed.length,
    nextEndAt: ends.length === 0 ? null : Math.min(...ends),
  };
}

/** Things on the page of what is withheld: decisions and the alarms under a root or a window. */
export const withheldCount = ({ shelved, outOfService, work, suppressed }: WithheldNow): number =>
  shelved + outOfService + work + suppressed;
