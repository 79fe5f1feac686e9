import type { MaintenanceWindow, RuleInstance, Withholding } from '@wachter/core';
import { type Alarms, type Expected, say, type Withheld, withheldKinds } from './occurrences.ts';
import { CHANNELS } from './site.ts';

/** What people withheld, as the process has heard. */
export interface Facts {
  readonly withholdings: Map<string, Withholding>;
  readonly windows: Map<string, MaintenanceWindow>;
}

/** The offline alarm that explains the silence of what hangs on a device; `endedAt` since when it does not any more. */
export interface Root {
  readonly alarm: Expected;
  endedAt: number | null;
}

interface Reason extends Withheld {
  readonly since: number;
}

const DAY = 86_400_000;
/** A point has so long to speak once its device is back. */
const SETTLE_MS = 15 * 60_000;
const weight = { none: 0, shelved: 1, suppressed: 2, 'out-of-service': 3 } as const;
const NOTHING: Reason = { kind: 'none', by: null, until: null, since: 0 };

export const deviceOf = ({ pointId, deviceId }: RuleInstance): string => deviceId ?? CHANNELS[(pointId ?? 0) - 1]?.device ?? '';

const covers = ({ scopeKind, scopeId }: Pick<Withholding, 'scopeKind' | 'scopeId'>, rule: RuleInstance): boolean =>
  (scopeKind === 'rule' && scopeId === rule.id) ||
  (scopeKind === 'point' && scopeId === String(rule.pointId)) ||
  (scopeKind === 'device' && scopeId === deviceOf(rule));

function openSince({ startsAt, durationMinutes, recurrence, cancelledAt }: MaintenanceWindow, now: number): number | null {
  if (cancelledAt !== null && cancelledAt <= now) return null;
  let at = startsAt;
  while (recurrence !== null && at + DAY <= Math.min(now, recurrence.until ?? now)) at += DAY;
  return at <= now && now < at + durationMinutes * 60_000 ? at : null;
}

/** What ended longer ago than any process stays away says nothing any more. */
export function forgetEnded({ withholdings, windows }: Facts, now: number): void {
  for (const [id, { untilAt }] of withholdings) if (untilAt < now - DAY) withholdings.delete(id);
  for (const [id, { startsAt, recurrence, durationMinutes }] of windows) {
    const lastStart = recurrence === null ? startsAt : (recurrence.until ?? Number.POSITIVE_INFINITY);
    if (lastStart + durationMinutes * 60_000 < now - DAY) windows.delete(id);
  }
}

/** Every reason for which nobody is told of a rule, the outermost last. */
function reasonsFor(rule: RuleInstance, { facts, roots, now }: Present): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const one of facts.withholdings.values()) {
    const isOver = one.untilAt <= now || (one.endedAt !== null && one.endedAt <= now);
    if (covers(one, rule) && one.fromAt <= now && !isOver)
      reasons.push({ kind: one.kind, by: one.id, until: one.untilAt, since: one.fromAt });
  }
  for (const one of facts.windows.values()) {
    const since = openSince(one, now);
    if (since === null || !covers(one, rule)) continue;
    reasons.push({ kind: 'suppressed', by: one.id, until: since + one.durationMinutes * 60_000, since });
  }
  const root = rule.type === 'stale' ? roots.get(deviceOf(rule)) : undefined;
  if (root && (root.endedAt === null || now < root.endedAt + SETTLE_MS))
    reasons.push({ kind: 'suppressed', by: nameOf(root.alarm), until: null, since: root.alarm.raisedAt });
  return reasons;
}

/** How an alarm is called that withholds others. */
export const nameOf = ({ ruleId, raisedAt }: Pick<Expected, 'ruleId' | 'raisedAt'>): string => `${ruleId} of ${raisedAt}`;

interface Present {
  readonly facts: Facts;
  readonly roots: ReadonlyMap<string, Root>;
  readonly now: number;
}

const lasts = ({ until }: Reason): number => until ?? Number.POSITIVE_INFINITY;

function weightiest(reasons: readonly Reason[]): Reason {
  return reasons.reduce((best, one) => {
    const by = weight[one.kind] - weight[best.kind];
    return by > 0 || (by === 0 && lasts(one) > lasts(best)) ? one : best;
  }, NOTHING);
}

/** Devices that do not answer, by the offline alarms as they are now; who answers again is remembered. */
export function lookForRoots(roots: Map<string, Root>, all: readonly Alarms[], now: number): void {
  for (const root of roots.values()) root.endedAt ??= now;
  for (const { rule, open } of all) {
    if (rule.type !== 'device-offline' || open === null || open.clearedAt !== null) continue;
    roots.set(deviceOf(rule), { alarm: open, endedAt: null });
  }
}

const ended = { none: '', shelved: 'unshelved', suppressed: 'unsuppressed', 'out-of-service': 'returned-to-service' } as const;

const isSame = (a: Withheld, b: Withheld): boolean => a.kind === b.kind && a.by === b.by && a.until === b.until;

/** Makes the alarm of a rule say what withholds it. What comes back while it holds is a new activation. */
export function withhold(alarms: Alarms, present: Present): void {
  const { facts, now } = present;
  const { since, ...reason } = weightiest(reasonsFor(alarms.rule, present));
  alarms.withheld = reason;
  alarms.withheldSince = since;
  const { open } = alarms;
  if (!open || isSame(open.withheld, reason)) return;
  const before = open.withheld;
  const toldEnd = facts.withholdings.get(before.by ?? '')?.endedAt ?? facts.windows.get(before.by ?? '')?.cancelledAt;
  const endedAt = Math.min(now, toldEnd ?? before.until ?? now);
  open.withheld = reason;
  if (reason.kind === 'none' && open.clearedAt === null) {
    open.activation += 1;
    open.activatedAt = Math.max(open.activatedAt, endedAt);
  }
  if (before.kind !== 'none' && before.kind !== reason.kind) say(open, ended[before.kind], { at: endedAt, now });
  if (reason.kind !== 'none' && (before.kind !== reason.kind || before.by !== reason.by))
    say(open, withheldKinds[reason.kind], { at: Math.max(since, open.activatedAt), now });
}
