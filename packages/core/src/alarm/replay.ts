import type { Instant } from '../reading/reading.ts';
import type { Alarm, EngineColumns, JournalEntry } from './alarm.ts';
import type { AlarmWrite } from './alarm-write.ts';
import type { OtherReading, RuleInput } from './define-rule.ts';
import { ENGINE_ACTOR, stepRun } from './engine.ts';
import { inputOf, type RuleRun, type StoredInput } from './run.ts';
import { NOTHING_WITHHELD, stampOf } from './withholding.ts';

/** Evidence is recorded as it was: withholding is about telling people now. */
const NOT_WITHHELD = { ...stampOf(NOTHING_WITHHELD), incidentId: null, chatteringSince: null } as const;

/** An excursion found by looking back. `clearedAt` null: it still held at the last reading given. */
export type ReplayedOccurrence = Omit<EngineColumns, 'recordedAt' | 'isLate' | 'activation' | keyof typeof NOT_WITHHELD> & {
  readonly priority: Alarm['priority'];
};

/**
 * What the rule of `run` would have said of these readings: for data that come out of order, when the live memory is already further. Readings
 * ascend by source time and should begin `windowSecondsOf(run)` before `range.from` and end as much after `range.to`. A delay
 * runs out after the last of them, too, by `until`. Returns the occurrences that touch [from, to]. Starts from a fresh memory and
 * changes nothing.
 */
export function replay(
  run: RuleRun,
  readings: readonly StoredInput[],
  range: { readonly from: Instant; readonly to: Instant; readonly until?: Instant },
): readonly ReplayedOccurrence[] {
  const context = { ...run.context, condition: null };
  const memory = run.rule.start(run.params, context);
  let present: RuleRun = { ...run, context, memory, condition: null, alarm: null };
  const found = new Map<string, ReplayedOccurrence>();
  let open = '';
  const take = (input: RuleInput | OtherReading) => {
    const outcome = stepRun({ ...present, isTailLate: false }, input, {
      now: input.now,
      newId: () => `${found.size}`,
      isLate: true,
    });
    for (const write of outcome.writes) {
      if (write.kind === 'open') open = write.id;
      found.set(open, { ...columnsOf(write.columns), priority: write.priority });
    }
    const alarm = outcome.run.alarm;
    present = alarm !== null && alarm.clearedAt !== null ? { ...outcome.run, alarm: null } : outcome.run;
  };
  // Each delay by itself: what is raised after an excursion has ended is another one.
  const pass = (until: Instant) => {
    for (let due = dueOf(present); due <= until; due = dueOf(present))
      take({ kind: 'tick', now: due, lastReceivedAt: null, isOnline: null });
  };
  for (const reading of readings) {
    const input = inputOf(reading);
    pass(Math.min(input.observedAt, input.now) - 1);
    take(input);
  }
  if (range.until !== undefined) pass(range.until);
  return [...found.values()].filter((one) => one.raisedAt <= range.to && (one.clearedAt ?? range.to) >= range.from);
}

const dueOf = ({ rule, memory }: RuleRun): Instant => rule.dueAt?.(memory) ?? Number.POSITIVE_INFINITY;

const columnsOf = ({ raisedAt, activatedAt, clearedAt, level, direction, value, limit, peak }: EngineColumns) => ({
  ...{ raisedAt, activatedAt, clearedAt, level, direction, value, limit, peak },
});

/**
 * Writes for those replayed occurrences that no known alarm overlaps: closed ones are recorded as late evidence, opened and cleared in one
 * write. One that has not ended is for the live rule to learn (`relearn`). `known` are the stored occurrences of the rule around that time.
 */
export function recordLate(
  run: RuleRun,
  found: {
    readonly occurrences: readonly ReplayedOccurrence[];
    readonly known: readonly Pick<Alarm, 'raisedAt' | 'clearedAt'>[];
  },
  context: { readonly now: Instant; readonly newId: () => string },
): { readonly writes: readonly AlarmWrite[]; readonly journal: readonly JournalEntry[] } {
  const writes: AlarmWrite[] = [];
  const journal: JournalEntry[] = [];
  for (const { priority, ...occurrence } of found.occurrences) {
    const { raisedAt, clearedAt } = occurrence;
    if (clearedAt === null) continue;
    const isKnown = found.known.some((alarm) => alarm.raisedAt <= clearedAt && (alarm.clearedAt ?? context.now) >= raisedAt);
    if (isKnown) continue;
    const id = context.newId();
    const { instance } = run;
    writes.push({
      kind: 'open',
      id,
      siteId: instance.siteId,
      ruleId: instance.id,
      pointId: instance.pointId,
      deviceId: instance.deviceId,
      priority,
      isLatching: instance.isLatching,
      columns: { ...occurrence, ...NOT_WITHHELD, recordedAt: context.now, activation: 1, isLate: true },
    });
    const row = {
      alarmId: id,
      recordedAt: context.now,
      actor: ENGINE_ACTOR,
      limit: occurrence.limit,
      level: occurrence.level,
      source: null,
    } as const;
    journal.push({
      ...row,
      kind: 'recorded-late',
      conditionAt: raisedAt,
      value: occurrence.value,
      quality: 'good',
      comment: null,
    });
    journal.push({ ...row, kind: 'cleared', conditionAt: clearedAt, value: null, quality: null, comment: null });
  }
  return { writes, journal };
}
