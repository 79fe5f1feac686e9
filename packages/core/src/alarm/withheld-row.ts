import type { Instant } from '../reading/reading.ts';
import type { Alarm, JournalEntry, TransitionKind, Withheld } from './alarm.ts';
import type { WithholdingDecision } from './withholding.ts';

const began: Readonly<Record<Exclude<Withheld, 'none'>, TransitionKind>> = {
  shelved: 'shelved',
  suppressed: 'suppressed',
  'out-of-service': 'taken-out-of-service',
};

/** The journal row that says from when, by whom and why nobody is told of an occurrence. What was withheld already when its condition came is withheld from then on. */
export const withheldRow = (
  alarm: Alarm,
  { since, actor, reason, source }: WithholdingDecision,
  { kind, now }: { readonly kind: Exclude<Withheld, 'none'>; readonly now: Instant },
): JournalEntry => ({
  alarmId: alarm.id,
  kind: began[kind],
  conditionAt: Math.max(since, alarm.activatedAt),
  recordedAt: now,
  actor,
  value: alarm.value,
  limit: alarm.limit,
  level: alarm.level,
  quality: null,
  comment: reason,
  source,
});
