import type { Priority } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { AlarmLevel } from './define-rule.ts';

/** ISA-18.2-2016 states A to F of the process side. Withholding (G, H, I) is a separate dimension. */
export type AlarmState =
  | 'normal'
  | 'unacknowledged'
  | 'acknowledged'
  | 'returned-unacknowledged'
  | 'latched-unacknowledged'
  | 'latched-acknowledged';
export type Withheld = 'none' | 'shelved' | 'suppressed' | 'out-of-service';

/** Columns that only the engine writes. `activation` counts raises and escalations of this occurrence, from 1. */
export interface EngineColumns {
  readonly raisedAt: Instant;
  readonly recordedAt: Instant;
  readonly activatedAt: Instant;
  readonly activation: number;
  readonly clearedAt: Instant | null;
  readonly level: AlarmLevel;
  readonly direction: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly peak: number | null;
  /** The excursion was found in late data: evidence, not news. */
  readonly isLate: boolean;
}

/** Columns that only people's verbs write. They name the activation they meant, so an older word never covers a newer raise. */
export interface PeopleColumns {
  readonly acknowledgedActivation: number;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgeComment: string | null;
  readonly resetActivation: number;
  readonly resetAt: Instant | null;
  readonly resetBy: string | null;
  readonly shelvedUntil: Instant | null;
  readonly shelveReason: string | null;
}

/** One occurrence of an alarm, from its first raise until it is normal again. */
export interface Alarm extends EngineColumns, PeopleColumns {
  readonly id: string;
  readonly siteId: string;
  readonly ruleId: string;
  readonly pointId: number | null;
  readonly deviceId: string | null;
  readonly priority: Priority;
  readonly isLatching: boolean;
  readonly suppressedBy: string | null;
  readonly outOfServiceUntil: Instant | null;
  readonly version: number;
}

/** The one place where the state of an alarm is decided. */
export function alarmState(
  alarm: Pick<Alarm, 'clearedAt' | 'activation' | 'acknowledgedActivation' | 'resetActivation' | 'isLatching'>,
): AlarmState {
  const isAcknowledged = alarm.acknowledgedActivation >= alarm.activation;
  if (alarm.clearedAt === null) return isAcknowledged ? 'acknowledged' : 'unacknowledged';
  if (!alarm.isLatching) return isAcknowledged ? 'normal' : 'returned-unacknowledged';
  if (!isAcknowledged) return 'latched-unacknowledged';
  return alarm.resetActivation >= alarm.activation ? 'normal' : 'latched-acknowledged';
}

/** Withholding at an instant; the weightiest reason first. */
export function withheldAt(alarm: Pick<Alarm, 'shelvedUntil' | 'suppressedBy' | 'outOfServiceUntil'>, now: Instant): Withheld {
  if (alarm.outOfServiceUntil !== null && alarm.outOfServiceUntil > now) return 'out-of-service';
  if (alarm.suppressedBy !== null) return 'suppressed';
  return alarm.shelvedUntil !== null && alarm.shelvedUntil > now ? 'shelved' : 'none';
}

/** Kinds of journal rows; one row per transition, never changed. */
export const transitions = [
  'raised',
  're-raised',
  'escalated',
  'de-escalated',
  'cleared',
  'acknowledged',
  'reset',
  'recorded-late',
  'confirmed',
  'rule-changed',
  'commented',
] as const;
export type TransitionKind = (typeof transitions)[number];

/** One transition. `conditionAt` is when it became true at the source, `recordedAt` when we wrote it. */
export interface JournalEntry {
  readonly alarmId: string;
  readonly kind: TransitionKind;
  readonly conditionAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly level: AlarmLevel | null;
  readonly quality: string | null;
  readonly comment: string | null;
}
