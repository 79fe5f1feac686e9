import type { Instant } from '../reading/reading.ts';
import { type Alarm, alarmState, type EngineColumns, engineColumns, type JournalEntry, type TransitionKind } from './alarm.ts';
import type { AlarmWrite } from './alarm-write.ts';
import { type Chatter, type ChatterLimit, chatterAt, isChange, isHeld, withChange } from './chatter.ts';
import type { Condition, OtherReading, RuleInput } from './define-rule.ts';
import { type Moment, momentOfReading, momentOfTick, peakOf } from './moment.ts';
import { priorityOf } from './priority.ts';
import { type RuleRun, stepsOf } from './run.ts';
import { withheldRow } from './withheld-row.ts';
import { stampOf } from './withholding.ts';

/** What a step may know besides its input. `isLate`: the reading fills history; what it raises is evidence, not news. */
export interface StepContext {
  readonly now: Instant;
  readonly newId: () => string;
  readonly isLate: boolean;
  /** The incident a new occurrence belongs to; asked once, when it opens as news. */
  readonly incidentOf?: (alarm: { readonly id: string; readonly siteId: string; readonly at: Instant }) => string;
  /** What is chatter at a site; without it nothing is. */
  readonly chatterOf?: (siteId: string) => ChatterLimit;
}

export interface StepOutcome {
  readonly run: RuleRun;
  readonly writes: readonly AlarmWrite[];
  readonly journal: readonly JournalEntry[];
}

/** Name under which the engine signs its journal rows. */
export const ENGINE_ACTOR = 'engine';
const NONE: readonly never[] = [];

interface Change {
  readonly alarm: Alarm;
  readonly kind: TransitionKind | null;
  readonly conditionAt: Instant;
  readonly isNew?: boolean;
}

/**
 * One input through one rule: `(run, input, context) → (run, writes, journal)`. Pure. Readings of a point come in source order; a value
 * older than the last one goes to `replay` instead. The alarm follows the condition by level: whatever differs is written,
 * so a missed edge cannot leave an alarm hanging. Returns the same run when nothing changed.
 */
export function stepRun(run: RuleRun, input: RuleInput | OtherReading, context: StepContext): StepOutcome {
  if (input.kind === 'tick' && run.rule.dueAt && (run.isTailLate || run.rule.dueAt(run.memory) > input.now)) {
    // What a rule learned from stored values is no more news than the last of them.
    const moment = { ...momentOfTick(input.now), isLate: run.isTailLate };
    return isSettled(run) ? { run, writes: NONE, journal: NONE } : conclude(run, moment, context);
  }
  const wasLate = run.isTailLate;
  const isReading = input.kind === 'reading';
  const isTailLate = input.kind === 'tick' ? run.isTailLate : context.isLate;
  const own = input.kind === 'tick' ? input.now : Math.min(input.observedAt, input.now);
  let present = isTailLate === run.isTailLate ? run : { ...run, isTailLate };
  let writes: readonly AlarmWrite[] = NONE;
  let journal: readonly JournalEntry[] = NONE;
  for (const step of stepsOf(run, input)) {
    const { memory, condition, changedAt } = step;
    const isChanged = isChange(present.condition, condition);
    if (memory !== present.memory || condition !== present.condition) present = { ...present, memory, condition };
    // What nearly every value of a calm site comes to.
    if (present.condition === null && present.alarm === null) continue;
    const moment = isReading && changedAt === undefined ? momentOfReading(present, input, context.isLate) : momentOfTick(own);
    const dated = changedAt === undefined ? moment : { ...moment, at: changedAt, isLate: context.isLate || wasLate };
    if (isChanged && !dated.isLate) present = { ...present, changes: withChange(present.changes, context.now) };
    if (isSettled(present) && !touches(present, dated)) continue;
    const outcome = conclude(present, dated, context);
    present = outcome.run;
    writes = joined(writes, outcome.writes);
    journal = joined(journal, outcome.journal);
  }
  return { run: present, writes, journal };
}

const joined = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (a.length === 0 ? b : b.length === 0 ? a : [...a, ...b]);

/** Does the alarm say what the condition says? One that chatters is looked at until it is quiet. */
function isSettled({ alarm, condition, instance }: RuleRun): boolean {
  if (alarm !== null && alarm.chatteringSince !== null) return false;
  if (condition === null) return alarm === null || alarm.clearedAt !== null;
  return (
    alarm !== null &&
    alarm.clearedAt === null &&
    alarm.level === condition.level &&
    alarm.direction === condition.direction &&
    alarm.limit === condition.limit &&
    alarm.priority === priorityOf(instance.priority, condition.level)
  );
}

/** Does the moment move the peak or confirm late evidence of the open alarm? */
function touches({ alarm }: RuleRun, moment: Moment): boolean {
  if (alarm === null || alarm.clearedAt !== null) return false;
  return (alarm.isLate && moment.confirms) || peakOf(alarm, moment.value) !== alarm.peak;
}

function conclude(run: RuleRun, moment: Moment, context: StepContext): StepOutcome {
  const chatter = chatterOf(run, moment, context);
  const isKept = run.alarm !== null && (chatter === 'begins' || chatter === 'goes-on') && isHeld(run.alarm, run.condition);
  const followed = isKept ? peaked(run.alarm, moment) : changeOf(run, moment, context);
  const told = followed?.alarm ?? run.alarm;
  const isTurn = told !== null && (chatter === 'begins' || chatter === 'ends');
  if (!isTurn && followed === null) return { run, writes: NONE, journal: NONE };
  const alarm = isTurn ? { ...told, chatteringSince: chatter === 'begins' ? moment.at : null } : told;
  if (alarm === null) return { run, writes: NONE, journal: NONE };
  const rows = followed === null || followed.kind === null ? NONE : [journalOf({ ...followed, alarm }, moment, context.now)];
  const turn: Change = { alarm, kind: chatter === 'begins' ? 'chattering-began' : 'chattering-ended', conditionAt: moment.at };
  const said = isTurn ? [journalOf(turn, moment, context.now)] : NONE;
  const opening = followed?.isNew ? joined(rows, openedUnder(run, alarm, context.now)) : rows;
  const isNormal = alarmState(alarm) === 'normal';
  return {
    run: { ...run, alarm: isNormal ? null : alarm, changes: chatter === 'ends' ? NONE : run.changes },
    writes: [writeOf({ alarm, isNew: followed?.isNew ?? false })],
    journal: chatter === 'ends' ? joined(said, opening) : joined(opening, said),
  };
}

/** Nobody is told of it from its beginning: the journal says why. */
const openedUnder = ({ withholding }: RuleRun, alarm: Alarm, now: Instant): readonly JournalEntry[] =>
  withholding.kind === 'none' ? NONE : [withheldRow(alarm, withholding, { kind: withholding.kind, now })];

function chatterOf(run: RuleRun, moment: Moment, { now, chatterOf: limitOf }: StepContext): Chatter {
  if (!limitOf) return 'none';
  // A rule that is asked at every tick judges silence itself: time alone proves its quiet.
  const isProof = moment.confirms || run.rule.dueAt === undefined;
  return chatterAt(run, { now, isLate: moment.isLate, isProof }, limitOf(run.instance.siteId));
}

function peaked(alarm: Alarm | null, moment: Moment): Change | null {
  const peak = alarm === null ? null : peakOf(alarm, moment.value);
  return alarm === null || peak === alarm.peak ? null : { alarm: { ...alarm, peak }, kind: null, conditionAt: moment.at };
}

function changeOf(run: RuleRun, moment: Moment, context: StepContext): Change | null {
  const { alarm, condition } = run;
  if (condition === null) {
    if (alarm === null || alarm.clearedAt !== null) return null;
    const clearedAt = Math.max(moment.at, alarm.activatedAt);
    return { alarm: { ...alarm, clearedAt, peak: peakOf(alarm, moment.value) }, kind: 'cleared', conditionAt: clearedAt };
  }
  if (alarm === null) return opened(run, condition, { moment, context });
  if (alarm.clearedAt !== null || alarm.direction !== condition.direction) return activated(run, alarm, { condition, moment });
  if (alarm.level !== condition.level) return releveled(run, alarm, { condition, moment });
  return adjusted(run, alarm, { condition, moment });
}

function opened(run: RuleRun, condition: Condition, now: { moment: Moment; context: StepContext }): Change {
  const { instance } = run;
  const id = now.context.newId();
  const { isLate } = now.moment;
  const told = { id, siteId: instance.siteId, at: now.context.now };
  const alarm: Alarm = {
    id,
    siteId: instance.siteId,
    ruleId: instance.id,
    pointId: instance.pointId,
    deviceId: instance.deviceId,
    priority: priorityOf(instance.priority, condition.level),
    isLatching: instance.isLatching,
    raisedAt: condition.since,
    recordedAt: now.context.now,
    activatedAt: condition.since,
    activation: 1,
    clearedAt: null,
    ...said(condition),
    peak: peakOf({ direction: condition.direction, peak: condition.value }, now.moment.value),
    isLate,
    ...stampOf(run.withholding),
    incidentId: isLate ? null : (now.context.incidentOf?.(told) ?? null),
    chatteringSince: null,
    ...NOBODY_SPOKE,
    version: 0,
  };
  return { alarm, kind: alarm.isLate ? 'recorded-late' : 'raised', conditionAt: condition.since, isNew: true };
}

const NOBODY_SPOKE = {
  acknowledgedActivation: 0,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgeComment: null,
  acknowledgedUntil: null,
  resetActivation: 0,
  resetAt: null,
  resetBy: null,
} as const;

const said = (condition: Condition): Pick<EngineColumns, 'level' | 'direction' | 'value' | 'limit'> => ({
  level: condition.level,
  direction: condition.direction,
  value: condition.value,
  limit: condition.limit,
});

/** The unfinished occurrence becomes active again: it was cleared, or left one side of the band for the other. */
function activated(run: RuleRun, alarm: Alarm, now: { condition: Condition; moment: Moment }): Change {
  const { condition, moment } = now;
  const peak = alarm.direction === condition.direction ? peakOf(alarm, condition.value) : condition.value;
  const next: Alarm = {
    ...alarm,
    ...said(condition),
    activation: alarm.activation + 1,
    activatedAt: condition.since,
    clearedAt: null,
    priority: priorityOf(run.instance.priority, condition.level),
    peak: peakOf({ direction: condition.direction, peak }, moment.value),
    isLate: moment.isLate,
    ...stampOf(run.withholding),
  };
  return { alarm: next, kind: moment.isLate ? 'recorded-late' : 're-raised', conditionAt: condition.since };
}

/** Up is news and needs a new acknowledgement; down keeps the one there is. */
function releveled(run: RuleRun, alarm: Alarm, now: { condition: Condition; moment: Moment }): Change {
  const { condition, moment } = now;
  const isWorse = condition.level === 'critical';
  const next: Alarm = {
    ...alarm,
    ...said(condition),
    activation: isWorse ? alarm.activation + 1 : alarm.activation,
    activatedAt: isWorse ? condition.since : alarm.activatedAt,
    priority: priorityOf(run.instance.priority, condition.level),
    peak: peakOf({ ...alarm, peak: peakOf(alarm, condition.value) }, moment.value),
    isLate: alarm.isLate && (moment.isLate || !isWorse),
  };
  return { alarm: next, kind: isWorse ? 'escalated' : 'de-escalated', conditionAt: isWorse ? condition.since : moment.at };
}

function adjusted(run: RuleRun, alarm: Alarm, now: { condition: Condition; moment: Moment }): Change | null {
  const { condition, moment } = now;
  const priority = priorityOf(run.instance.priority, condition.level);
  const peak = peakOf(alarm, moment.value);
  const isConfirmed = alarm.isLate && moment.confirms;
  const isRuleChanged = alarm.limit !== condition.limit || alarm.priority !== priority;
  if (!isConfirmed && !isRuleChanged && peak === alarm.peak) return null;
  return {
    alarm: { ...alarm, limit: condition.limit, priority, peak, isLate: alarm.isLate && !isConfirmed },
    kind: isConfirmed ? 'confirmed' : isRuleChanged ? 'rule-changed' : null,
    conditionAt: moment.at,
  };
}

export function writeOf({ alarm, isNew }: { readonly alarm: Alarm; readonly isNew?: boolean }): AlarmWrite {
  const { id, siteId, ruleId, pointId, deviceId, priority, isLatching } = alarm;
  const columns = engineColumns(alarm);
  if (!isNew) return { kind: 'update', id, priority, columns };
  return { kind: 'open', id, siteId, ruleId, pointId, deviceId, priority, isLatching, columns };
}

function journalOf({ alarm, kind, conditionAt }: Change, moment: Moment, now: Instant): JournalEntry {
  const isEnd = kind === 'cleared' || kind === 'confirmed';
  return {
    alarmId: alarm.id,
    kind: kind ?? 'commented',
    conditionAt,
    recordedAt: now,
    actor: ENGINE_ACTOR,
    value: isEnd ? moment.value : alarm.value,
    limit: alarm.limit,
    level: alarm.level,
    quality: moment.quality.level === 'good' ? 'good' : `${moment.quality.level}: ${moment.quality.reason}`,
    comment: null,
    source: null,
  };
}

/**
 * The end of a run whose rule, point or device is switched off or taken away: an active alarm is cleared with the reason, so that none is
 * left that nothing can clear. People still acknowledge or reset it.
 */
export function retireRun(run: RuleRun, context: StepContext, comment: string): StepOutcome {
  const { alarm } = run;
  if (alarm === null || alarm.clearedAt !== null) return { run, writes: NONE, journal: NONE };
  const clearedAt = Math.max(context.now, alarm.activatedAt);
  const change: Change = { alarm: { ...alarm, clearedAt, chatteringSince: null }, kind: 'rule-changed', conditionAt: clearedAt };
  return {
    run: { ...run, condition: null, alarm: alarmState(change.alarm) === 'normal' ? null : change.alarm },
    writes: [writeOf(change)],
    journal: [{ ...journalOf(change, momentOfTick(clearedAt), context.now), comment }],
  };
}
