import type { Alarm, Withheld } from '../alarm/alarm.ts';
import type { Priority } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';

/** What telling looks at in an occurrence. `withheld` is what holds now. */
export type TellableAlarm = Pick<
  Alarm,
  | 'id'
  | 'siteId'
  | 'priority'
  | 'activation'
  | 'acknowledgedActivation'
  | 'clearedAt'
  | 'raisedAt'
  | 'level'
  | 'isLate'
  | 'incidentId'
  | 'chatteringSince'
> & { readonly withheld: Withheld };

/** Why no further step follows. */
export type EscalationEnd = 'acknowledged' | 'shelved' | 'suppressed' | 'out-of-service' | 'spoken-for' | 'over' | 'overtaken';

/**
 * How far telling of one activation is. `stopped` waits for the end of the condition, or for the end of being withheld; `done` is never looked
 * at again. `step` counts steps of the ladder, `sequence` everything that was fired, so that no two firings share a key.
 */
export interface Escalation {
  readonly alarmId: string;
  readonly activation: number;
  readonly siteId: string;
  readonly state: 'running' | 'stopped' | 'done';
  readonly why: EscalationEnd | null;
  readonly step: number;
  readonly sequence: number;
  readonly startedAt: Instant;
  readonly firedAt: Instant | null;
}

export const owedKinds = [
  'raised',
  'escalated',
  'reminder',
  'returned',
  'resolved',
  'drill',
  'ending',
  'chattering',
  'steady',
] as const;
export type OwedKind = (typeof owedKinds)[number];

/** Key of what is owed: the same on every attempt and after every crash. `recipient` is a user, or `channel:<id>` for those who read along. */
export interface NoticeKey {
  readonly subjectKind: 'alarm' | 'drill' | 'shelving';
  readonly subjectId: string;
  readonly activation: number;
  readonly kind: OwedKind;
  readonly sequence: number;
  readonly recipient: string;
  readonly channelId: string;
}

/** queued → sent; `failed` when another channel of the person took over, `given-up` with the reason in `lastError`. */
export type NoticeState = 'queued' | 'sent' | 'failed' | 'given-up';

/** One message owed to one recipient by one channel. */
export interface OwedNotice extends NoticeKey {
  readonly id: string;
  readonly address: unknown;
  readonly priority: Priority;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly nextAt: Instant;
  /** Those sent in one message; kept when it is tried again. */
  readonly messageId: string | null;
  readonly claimedUntil: Instant | null;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
  readonly providerId: string | null;
}

/** A way to reach a recipient. */
export interface Route {
  readonly channelId: string;
  readonly address: unknown;
}

/** The ways in the order of a step: its channel first where the recipient has it, then from there on round the recipient's own order. */
export function routesFirstBy(routes: readonly Route[], firstBy: string | null): readonly Route[] {
  const at = routes.findIndex(({ channelId }) => channelId === firstBy);
  return at <= 0 ? routes : [...routes.slice(at), ...routes.slice(0, at)];
}

export const groupRecipient = (channelId: string): string => `channel:${channelId}`;
export const isGroupRecipient = (recipient: string): boolean => recipient.startsWith('channel:');

/** A fresh debt, due at once. */
export const owe = (
  key: NoticeKey,
  more: { readonly id: string; readonly address: unknown; readonly priority: Priority; readonly now: Instant },
): OwedNotice => ({
  ...key,
  id: more.id,
  address: more.address,
  priority: more.priority,
  state: 'queued',
  attempts: 0,
  createdAt: more.now,
  nextAt: more.now,
  messageId: null,
  claimedUntil: null,
  lastError: null,
  sentAt: null,
  providerId: null,
});
