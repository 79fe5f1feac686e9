import type { Instant } from '../reading/reading.ts';
import { type Due, dueOf, type EscalationPolicy, type EscalationTarget, nextStep } from './escalation.ts';
import { groupBy } from './group-by.ts';
import {
  type Escalation,
  type EscalationEnd,
  type OwedKind,
  type OwedNotice,
  owe,
  type Route,
  routesFirstBy,
  type TellableAlarm,
} from './outbox.ts';
import { isSpokenFor, type Speakers, speakersOf } from './spoken-for.ts';
import { tellTurns } from './tell-turns.ts';

/** What a round looks at. `alarms` are all unfinished ones and those of the escalations; `notices` are all of those alarms. */
export interface RoundView {
  readonly now: Instant;
  readonly alarms: readonly TellableAlarm[];
  /** Those that are not done, and that of the present activation of each alarm. */
  readonly escalations: readonly Escalation[];
  readonly notices: readonly OwedNotice[];
  /** Sites in an alarm flood. */
  readonly floods: ReadonlySet<string>;
  /** What was over before this is not news: nobody could be told then. */
  readonly tellsSince: Instant;
  readonly policyOf: (siteId: string) => EscalationPolicy;
  readonly recipientsOf: (target: EscalationTarget, siteId: string) => readonly string[];
  /** In the order to try; empty when the recipient cannot be reached. */
  readonly routesOf: (recipient: string) => readonly Route[];
  readonly newId: () => string;
}

/** What a round writes, all of it in one transaction. */
export interface RoundPlan {
  readonly escalations: readonly Escalation[];
  readonly notices: readonly OwedNotice[];
  /** Queued notices that the present has overtaken: they are given up unsent. */
  readonly overtaken: readonly string[];
  /** Shelvings of which somebody is reminded. */
  readonly reminded?: readonly string[];
}

interface Draft {
  readonly speakers: Speakers;
  readonly escalations: Escalation[];
  readonly notices: OwedNotice[];
  readonly overtaken: string[];
}

const isAcknowledged = (alarm: TellableAlarm): boolean => alarm.acknowledgedActivation >= alarm.activation;

/**
 * Compares what is with what was told, and says what is missing. Level, not edge: it gives the same answer after any crash, and nothing when
 * everything is told. A second run over its own result changes nothing.
 */
export function planRound(view: RoundView): RoundPlan {
  const speakers = speakersOf(view.alarms, view.floods, (alarm) => alarm.clearedAt === null && !isQuiet(view, alarm));
  const draft: Draft = { speakers, escalations: [], notices: [], overtaken: [] };
  const byAlarm = groupBy(view.escalations, ({ alarmId }) => alarmId);
  const told = groupBy(view.notices, ({ subjectId }) => subjectId);
  for (const alarm of view.alarms) {
    planAlarm(view, draft, { alarm, open: byAlarm.get(alarm.id) ?? [], notices: told.get(alarm.id) ?? [] });
  }
  const { escalations, notices, overtaken } = draft;
  return { escalations, notices, overtaken };
}

interface Case {
  readonly alarm: TellableAlarm;
  readonly open: readonly Escalation[];
  readonly notices: readonly OwedNotice[];
}

function planAlarm(view: RoundView, draft: Draft, { alarm, open, notices }: Case): void {
  const older = open.filter(({ activation, state }) => activation < alarm.activation && state !== 'done');
  const wasTold = older.some(({ firedAt }) => firedAt !== null);
  for (const escalation of older) draft.escalations.push({ ...escalation, state: 'done', why: 'overtaken' });
  const isActive = alarm.clearedAt === null;
  const isStale = (notice: OwedNotice) => notice.activation < alarm.activation && (isActive || notice.kind !== 'resolved');
  draft.overtaken.push(...notices.filter((notice) => notice.state === 'queued' && isStale(notice)).map(({ id }) => id));

  const current = open.find(({ activation }) => activation === alarm.activation) ?? begin(view, alarm, wasTold);
  if (!current || current.state === 'done') return;
  const isNew = !open.includes(current);
  const advanced = advance(view, draft, { alarm, notices, current, kind: kindOf(alarm, wasTold) });
  const known = { alarm, notices: [...notices, ...draft.notices.filter(({ subjectId }) => subjectId === alarm.id)] };
  if (!isActive) resolve(view, draft, known);
  else {
    const isUnwanted = isQuiet(view, alarm) || advanced.why === 'spoken-for';
    draft.notices.push(...tellTurns({ ...view, ...known, overtaken: new Set(draft.overtaken), isQuiet: isUnwanted }));
  }
  const after: Escalation = isActive ? advanced : { ...advanced, state: 'done', why: advanced.why ?? 'over' };
  if (isNew || after !== current) draft.escalations.push(after);
}

/** As what an activation is first told. One that is held by then is told as that, and not once more. */
function kindOf({ level, chatteringSince }: TellableAlarm, wasTold: boolean): OwedKind {
  if (wasTold && level === 'critical') return 'escalated';
  return chatteringSince === null ? 'raised' : 'chattering';
}

/** Nobody needs telling: acknowledged, withheld, found late, over before anybody could be told, or too light. */
const isQuiet = (view: RoundView, alarm: TellableAlarm): boolean =>
  endOf(alarm) !== null ||
  alarm.isLate ||
  (alarm.clearedAt !== null && alarm.clearedAt < view.tellsSince) ||
  view.policyOf(alarm.siteId)[alarm.priority].steps.length === 0;

/**
 * A new escalation, or none. Where an earlier activation was told, it is always made: those who heard of it hear of its end. What is withheld from
 * its beginning is kept as stopped, so that nobody is told afterwards of what was over by then.
 */
function begin(view: RoundView, alarm: TellableAlarm, wasTold: boolean): Escalation | null {
  const { withheld } = alarm;
  const isWithheldOnly = withheld !== 'none' && !isQuiet(view, { ...alarm, withheld: 'none' });
  if (!wasTold && !isWithheldOnly && isQuiet(view, alarm)) return null;
  return {
    alarmId: alarm.id,
    activation: alarm.activation,
    siteId: alarm.siteId,
    ...(isWithheldOnly ? { state: 'stopped', why: withheld } : { state: 'running', why: null }),
    step: 0,
    sequence: 0,
    startedAt: view.now,
    firedAt: null,
  };
}

const endOf = (alarm: TellableAlarm): EscalationEnd | null => {
  if (isAcknowledged(alarm)) return 'acknowledged';
  return alarm.withheld === 'none' ? null : alarm.withheld;
};

interface Running extends Omit<Case, 'open'> {
  readonly current: Escalation;
  readonly kind: OwedKind;
}

function advance(view: RoundView, draft: Draft, { alarm, notices, current, kind }: Running): Escalation {
  const end = endOf(alarm) ?? (current.firedAt === null && isSpokenFor(alarm, draft.speakers) ? 'spoken-for' : null);
  if (end !== null)
    return current.state === 'stopped' && current.why === end ? current : { ...current, state: 'stopped', why: end };
  const isBack = current.state === 'stopped';
  // It came and went while nobody was to be told.
  if (isBack && alarm.clearedAt !== null && current.sequence === 0 && current.why !== 'spoken-for') return current;
  // Nobody has heard of it yet: it does not come back, it begins.
  const begins = isBack && current.sequence > 0 ? 'returned' : kind;
  let escalation: Escalation = isBack
    ? { ...current, state: 'running', why: null, step: 0, startedAt: view.now, firedAt: null }
    : current;
  const policy = view.policyOf(alarm.siteId);
  const ladder = policy[alarm.priority];
  let mine = notices;
  for (let left = ladder.steps.length + 1; left > 0; left--) {
    const next = nextStep(policy, { ...escalation, priority: alarm.priority }, view.now);
    const skipTo = next.kind === 'wait' && isUnheard(escalation, mine) ? ladder.steps[escalation.step] : undefined;
    const due = next.kind === 'due' ? next : skipTo && dueOf(skipTo, false);
    // Over: what it was raised by is told, the steps after it are not.
    if (!due || (alarm.clearedAt !== null && escalation.step > 0)) break;
    const { isRepeat } = due;
    const first = escalation.step === 0 ? begins : 'reminder';
    const fired = fire(view, { alarm, due, sequence: escalation.sequence, kind: first });
    draft.notices.push(...fired);
    mine = [...mine, ...fired];
    const { step, sequence } = escalation;
    escalation = { ...escalation, step: isRepeat ? step : step + 1, sequence: sequence + 1, firedAt: view.now };
    if (isRepeat) break;
  }
  return escalation;
}

/** Nobody was reached by the last step: there was nobody, or every way to them has failed at least once. Then the next step need not wait. */
function isUnheard(escalation: Escalation, notices: readonly OwedNotice[]): boolean {
  if (escalation.step === 0) return false;
  const last = notices.filter(
    ({ activation, sequence, kind }) =>
      activation === escalation.activation && sequence === escalation.sequence - 1 && kind !== 'resolved',
  );
  return last.every(({ state, attempts }) => state !== 'sent' && (state !== 'queued' || attempts > 0));
}

interface Firing {
  readonly alarm: TellableAlarm;
  readonly due: Due;
  readonly sequence: number;
  readonly kind: OwedKind;
}

function fire(view: RoundView, { alarm, due, sequence, kind }: Firing): readonly OwedNotice[] {
  const recipients = new Set(due.targets.flatMap((target) => view.recipientsOf(target, alarm.siteId)));
  return [...recipients].flatMap((recipient) => {
    const [route] = routesFirstBy(view.routesOf(recipient), due.firstBy);
    if (!route) return [];
    const key = { subjectKind: 'alarm' as const, subjectId: alarm.id, activation: alarm.activation, kind, sequence, recipient };
    const more = { id: view.newId(), address: route.address, priority: alarm.priority, now: view.now };
    return [owe({ ...key, channelId: route.channelId }, more)];
  });
}

/**
 * Everybody who was told, or is about to be, hears that it is over, by the channel that told them. Withholding does not matter here: what was
 * said must be taken back. Whoever has heard so since is not told again.
 */
function resolve(view: RoundView, draft: Draft, { alarm, notices }: Omit<Case, 'open'>): void {
  const overtaken = new Set(draft.overtaken);
  const standing = notices.filter(({ id, state }) => !overtaken.has(id) && (state === 'sent' || state === 'queued'));
  const owed = new Map<string, OwedNotice>();
  for (const notice of standing) {
    if (notice.kind === 'resolved' || notice.subjectKind !== 'alarm') continue;
    const isHeard = standing.some(
      (other) =>
        other.kind === 'resolved' &&
        other.recipient === notice.recipient &&
        other.channelId === notice.channelId &&
        other.activation >= notice.activation,
    );
    if (!isHeard) owed.set(`${notice.recipient} ${notice.channelId}`, notice);
  }
  for (const { recipient, channelId, address } of owed.values()) {
    const key = { subjectKind: 'alarm' as const, subjectId: alarm.id, activation: alarm.activation, recipient, channelId };
    const more = { id: view.newId(), address, priority: alarm.priority, now: view.now };
    draft.notices.push(owe({ ...key, kind: 'resolved', sequence: 0 }, more));
  }
}
