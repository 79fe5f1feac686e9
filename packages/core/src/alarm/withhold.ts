import type { Instant } from '../reading/reading.ts';
import type { Alarm, JournalEntry, TransitionKind, Withheld } from './alarm.ts';
import { ENGINE_ACTOR, type StepOutcome, writeOf } from './engine.ts';
import type { RuleRun } from './run.ts';
import { withheldRow } from './withheld-row.ts';
import { stampOf, type WithholdingDecision } from './withholding.ts';

const ended: Readonly<Record<Exclude<Withheld, 'none'>, TransitionKind>> = {
  shelved: 'unshelved',
  suppressed: 'unsuppressed',
  'out-of-service': 'returned-to-service',
};

interface Said {
  readonly kind: TransitionKind;
  readonly conditionAt: Instant;
  readonly actor?: string;
  readonly comment?: string | null;
}

const rowOf = (alarm: Alarm, said: Said, now: Instant): JournalEntry => ({
  alarmId: alarm.id,
  kind: said.kind,
  conditionAt: said.conditionAt,
  recordedAt: now,
  actor: said.actor ?? ENGINE_ACTOR,
  value: alarm.value,
  limit: alarm.limit,
  level: alarm.level,
  quality: null,
  comment: said.comment ?? null,
  source: null,
});

const quiet = (run: RuleRun): StepOutcome => ({ run, writes: [], journal: [] });

/** A condition that still holds asks for people's attention anew. */
const again = (alarm: Alarm, at: Instant): Alarm => ({
  ...alarm,
  activation: alarm.activation + 1,
  activatedAt: Math.max(at, alarm.activatedAt),
});

/**
 * Brings a run under a decision, by level: whatever its occurrence says differently is written, so that a process which died over the end
 * still ends it. What comes back while its condition holds comes back unacknowledged. `ending` tells who ended the withholding
 * an occurrence carries, where a person did.
 */
export function withhold(
  run: RuleRun,
  decision: WithholdingDecision,
  how: {
    readonly now: Instant;
    readonly ending: (by: string | null) => { readonly at: Instant; readonly actor: string } | null;
  },
): StepOutcome {
  const { alarm } = run;
  const isSame = run.withholding.kind === decision.kind && run.withholding.by === decision.by;
  const next = isSame && run.withholding.until === decision.until ? run : { ...run, withholding: decision };
  if (alarm === null) return quiet(next);
  const { kind, by, until } = decision;
  if (alarm.withheld === kind && alarm.withheldBy === by && alarm.withheldUntil === until) return quiet(next);
  const ending = how.ending(alarm.withheldBy);
  const endedAt = Math.min(how.now, ending?.at ?? alarm.withheldUntil ?? how.now);
  const comesBack = kind === 'none' && alarm.clearedAt === null;
  const stamped: Alarm = { ...(comesBack ? again(alarm, endedAt) : alarm), ...stampOf(decision) };
  const journal: JournalEntry[] = [];
  if (alarm.withheld !== 'none' && alarm.withheld !== kind) {
    const { reason } = run.withholding;
    const comment = comesBack ? `still wrong${reason === null ? '' : ` after: ${reason}`}` : null;
    const actor = ending?.actor ?? ENGINE_ACTOR;
    journal.push(rowOf(stamped, { kind: ended[alarm.withheld], conditionAt: endedAt, actor, comment }, how.now));
  }
  if (kind !== 'none' && (alarm.withheld !== kind || alarm.withheldBy !== by)) {
    journal.push(withheldRow(stamped, decision, { kind, now: how.now }));
  }
  return { run: { ...next, alarm: stamped }, writes: [writeOf({ alarm: stamped })], journal };
}

/** A condition that outlasts what its acknowledgement was given for is unacknowledged again. */
export function expireAcknowledgement(run: RuleRun, now: Instant): StepOutcome {
  const { alarm } = run;
  if (alarm === null || alarm.clearedAt !== null || alarm.acknowledgedUntil === null) return quiet(run);
  if (alarm.acknowledgedActivation < alarm.activation || alarm.acknowledgedUntil > now) return quiet(run);
  const returned = again(alarm, alarm.acknowledgedUntil);
  const journal = [rowOf(returned, { kind: 'acknowledgement-expired', conditionAt: alarm.acknowledgedUntil }, now)];
  return { run: { ...run, alarm: returned }, writes: [writeOf({ alarm: returned })], journal };
}
