import type { Point } from '../point/point.ts';
import { quantityById } from '../quantity/index.ts';
import { freshAt } from '../reading/freshness.ts';
import type { Instant, Reading } from '../reading/reading.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Alarm, alarmState, engineColumns } from './alarm.ts';
import type { Condition, OtherReading, RuleContext, RuleInput, RuleInstance, RuleStep } from './define-rule.ts';
import { type AnyRule, ruleById } from './rules/index.ts';
import { NOTHING_WITHHELD, type WithholdingDecision, withheldOf } from './withholding.ts';

/** A rule instance at work. Treat it as opaque: only the functions of the engine make new ones. `params` are parsed once. */
export interface RuleRun {
  readonly instance: RuleInstance;
  readonly rule: AnyRule;
  readonly params: unknown;
  readonly context: RuleContext;
  /** Tags of the other points whose values it needs. */
  readonly inputs: readonly string[];
  readonly memory: unknown;
  readonly condition: Condition | null;
  /** The unfinished occurrence of this rule, with the people's columns last heard of; null when the state is normal. */
  readonly alarm: Alarm | null;
  /** The last value was late: it does not speak for the present, so no delay runs out by the present's clock. */
  readonly isTailLate: boolean;
  /** When the condition last changed, times of record, oldest first: what tells chatter. */
  readonly changes: readonly Instant[];
  /** Whether people are to be told of this rule at present; see `withhold`. */
  readonly withholding: WithholdingDecision;
}

export type StartRefusal =
  | { readonly kind: 'unknown-rule-type'; readonly detail: string }
  | { readonly kind: 'invalid-params'; readonly detail: string };

const NONE: readonly never[] = [];

const conditionOfAlarm = (alarm: Alarm | null): Condition | null =>
  alarm === null || alarm.clearedAt !== null
    ? null
    : {
        level: alarm.level,
        since: alarm.activatedAt,
        value: alarm.value,
        limit: alarm.limit,
        direction: alarm.direction,
        quality: { level: 'good', reason: 'none' },
      };

/**
 * A run with fresh memory that knows the open alarm. `point` is the point the rule guards, null for a rule of a device; a state rule
 * needs its quantity. Refuses an unknown type and parameters that its schema or the quantity does not accept.
 */
export function startRun(
  instance: RuleInstance,
  openAlarm: Alarm | null,
  point: Pick<Point, 'quantity' | 'staleSeconds'> | null,
): Result<RuleRun, StartRefusal> {
  const rule = ruleById(instance.type);
  if (!rule) return refuse({ kind: 'unknown-rule-type', detail: instance.type });
  const parsed = rule.params.safeParse(instance.params);
  if (!parsed.success) return refuse({ kind: 'invalid-params', detail: parsed.error.issues.map(issueText).join('; ') });
  const alarm = openAlarm !== null && alarmState(openAlarm) === 'normal' ? null : openAlarm;
  const context: RuleContext = {
    quantity: point?.quantity ? quantityById(point.quantity) : null,
    staleSeconds: point?.staleSeconds ?? 0,
    condition: conditionOfAlarm(alarm),
  };
  try {
    const memory = rule.start(parsed.data, context);
    const inputs = rule.inputs?.(parsed.data) ?? NONE;
    const withholding = alarm === null ? NOTHING_WITHHELD : withheldOf(alarm);
    const start = { instance, rule, params: parsed.data, context, inputs, memory, condition: context.condition, alarm };
    return ok({ ...start, isTailLate: false, changes: NONE, withholding });
  } catch (error) {
    return refuse({ kind: 'invalid-params', detail: error instanceof Error ? error.message : String(error) });
  }
}

const issueText = (issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string =>
  [issue.path.map(String).join('.'), issue.message].filter((part) => part !== '').join(': ');

/** The run as after a start, with the condition that holds: its memory of instants means nothing any more. */
export function withFreshMemory(run: RuleRun): RuleRun {
  const context = { ...run.context, condition: run.condition };
  return { ...run, context, memory: run.rule.start(run.params, context), changes: NONE };
}

/** Seconds of stored readings that rebuild the memory of this run after a restart. */
export const windowSecondsOf = (run: RuleRun): number => run.rule.windowSeconds(run.params);

/**
 * Every step of a rule up to and including `input`, delays that ran out before a reading first. A contrary value at the very
 * instant a delay ends wins over the delay.
 */
export function stepsOf(run: RuleRun, input: RuleInput | OtherReading): readonly RuleStep<unknown>[] {
  const { rule, params } = run;
  const steps: RuleStep<unknown>[] = [];
  let memory = run.memory;
  if (rule.dueAt) {
    const until = input.kind === 'tick' ? input.now : Math.min(input.observedAt, input.now) - 1;
    while (rule.dueAt(memory) <= until) {
      const step = rule.step(memory, { kind: 'tick', now: until, lastReceivedAt: null, isOnline: null }, params);
      memory = step.memory;
      steps.push(step);
    }
    if (input.kind === 'tick') return steps;
  }
  if (input.kind !== 'other') steps.push(rule.step(memory, input, params));
  else if (rule.stepOther) steps.push(rule.stepOther(memory, input, params));
  return steps;
}

/** A stored reading of the rule's own point, or of another one that it asked for. */
export interface StoredInput extends Reading {
  readonly other?: Pick<OtherReading, 'tag' | 'staleSeconds'>;
}

export const inputOf = (reading: StoredInput): Exclude<RuleInput, { kind: 'tick' }> | OtherReading => {
  const observedAt = freshAt(reading);
  const { value, quality, other } = reading;
  const stamped = { value, quality, observedAt, now: Math.max(reading.receivedAt, observedAt) };
  return other ? { kind: 'other', ...other, ...stamped } : { kind: 'reading', ...stamped };
};

/**
 * The run with its memory rebuilt from stored readings of its point and its other inputs, ascending by source time, at least `windowSecondsOf(run)`
 * back from `now`. Writes nothing: whatever differs from the open alarm comes out at the next step.
 */
export function rebuildMemory(run: RuleRun, readings: readonly StoredInput[], now: Instant): RuleRun {
  const last = readings.at(-1);
  if (!run.rule.dueAt || !last) return run;
  const staleSeconds = last.other?.staleSeconds ?? run.context.staleSeconds;
  return { ...learned(run, readings), isTailLate: now - freshAt(last) > staleSeconds * 1000 };
}

/**
 * The run as if it had been started now, with these stored readings for all that it knows, and the delays that ran out by `at`: for values that came out
 * of order. The last value is the one it knew already, late or not. Writes nothing, like `rebuildMemory`.
 */
export function relearn(run: RuleRun, readings: readonly StoredInput[], at: Instant): RuleRun {
  const condition = conditionOfAlarm(run.alarm);
  const context = { ...run.context, condition };
  const present = learned({ ...run, context, condition, memory: run.rule.start(run.params, context) }, readings);
  if (run.isTailLate) return present;
  const last = stepsOf(present, { kind: 'tick', now: at, lastReceivedAt: null, isOnline: null }).at(-1);
  return last ? { ...present, memory: last.memory, condition: last.condition } : present;
}

function learned(run: RuleRun, readings: readonly StoredInput[]): RuleRun {
  let { memory, condition } = run;
  for (const reading of readings) {
    for (const step of stepsOf({ ...run, memory }, inputOf(reading))) ({ memory, condition } = step);
  }
  return { ...run, memory, condition };
}

/** Takes people's words (acknowledged, reset, shelved) into the run. The engine's own columns stay as the run has them. */
export function withPeopleColumns(run: RuleRun, alarm: Alarm): RuleRun {
  if (run.alarm === null || run.alarm.id !== alarm.id) return run;
  const merged: Alarm = { ...alarm, ...engineColumns(run.alarm), priority: run.alarm.priority };
  return { ...run, alarm: alarmState(merged) === 'normal' ? null : merged };
}
