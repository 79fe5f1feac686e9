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
  /** Nobody is told of it while it is not 'none'. Belongs to the rule, point or place; the occurrence carries what held when last looked at. */
  readonly withheld: Withheld;
  /** Id of the withholding, maintenance window or root alarm. */
  readonly withheldBy: string | null;
  /** Planned end; null where it ends with its root alarm. */
  readonly withheldUntil: Instant | null;
  /** Id of the first alarm of the incident it belongs to; null outside one. */
  readonly incidentId: string | null;
  /** It comes and goes so fast that it is held active since then, until it has been quiet; null when it does not. */
  readonly chatteringSince: Instant | null;
}

/** Columns that only people's verbs write. They name the activation they meant, so an older word never covers a newer raise. */
export interface PeopleColumns {
  readonly acknowledgedActivation: number;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgeComment: string | null;
  /** The acknowledgement holds until then: a condition that outlasts it comes back. null = as long as the condition. */
  readonly acknowledgedUntil: Instant | null;
  readonly resetActivation: number;
  readonly resetAt: Instant | null;
  readonly resetBy: string | null;
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

export type AlarmRemark = 'chattering' | 'fleeting';

/** What its coming and going says of its rule: that it is held because it comes and goes, or that it was gone within seconds. */
export const alarmRemark = (alarm: Parameters<typeof isFleeting>[0] & Pick<Alarm, 'chatteringSince'>): AlarmRemark | null =>
  alarm.chatteringSince !== null ? 'chattering' : isFleeting(alarm) ? 'fleeting' : null;

/** It went away by itself within seconds, and nobody had a hand in it: a longer delay would not have raised it. */
export const isFleeting = (alarm: Pick<Alarm, 'clearedAt' | 'activatedAt' | 'acknowledgedAt'>): boolean =>
  alarm.clearedAt !== null &&
  alarm.clearedAt - alarm.activatedAt <= fleetingMs &&
  (alarm.acknowledgedAt === null || alarm.acknowledgedAt >= alarm.clearedAt || alarm.acknowledgedAt < alarm.activatedAt);

/** "Clears in seconds" has no published number: half a minute is a site limit. */
export const fleetingMs = 30_000;

/** The columns of an occurrence that only the engine writes. */
export const engineColumns = (alarm: EngineColumns): EngineColumns => ({
  raisedAt: alarm.raisedAt,
  recordedAt: alarm.recordedAt,
  activatedAt: alarm.activatedAt,
  activation: alarm.activation,
  clearedAt: alarm.clearedAt,
  level: alarm.level,
  direction: alarm.direction,
  value: alarm.value,
  limit: alarm.limit,
  peak: alarm.peak,
  isLate: alarm.isLate,
  withheld: alarm.withheld,
  withheldBy: alarm.withheldBy,
  withheldUntil: alarm.withheldUntil,
  incidentId: alarm.incidentId,
  chatteringSince: alarm.chatteringSince,
});

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
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
  'taken-out-of-service',
  'returned-to-service',
  'acknowledgement-expired',
  'chattering-began',
  'chattering-ended',
  'flood-began',
  'flood-ended',
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
  /** Device or line the word came by (`web 10.0.0.7`); null for the engine's own. */
  readonly source: string | null;
}
