import type { Priority } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { EngineColumns } from './alarm.ts';
import type { AlarmLevel, OtherReading, RuleInput } from './define-rule.ts';
import { stepRun } from './engine.ts';
import { inputOf, type RuleRun, type StoredInput } from './run.ts';

/** An alarm that a rule would have raised. `level` is the worst it reached; `clearedAt` null: it still held at the end. */
export interface WouldBeAlarm {
  readonly raisedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly level: AlarmLevel;
  readonly direction: string;
  readonly priority: Priority;
  readonly limit: number | null;
  readonly peak: number | null;
}

/**
 * A rule at work on stored history. Memory grows with the alarms found, never with the readings given. Treat it as opaque: it is
 * started, fed piece by piece, and ended.
 */
export interface BackTest {
  readonly run: RuleRun;
  /** Freshest own value so far, for rules that watch for silence. */
  readonly heardAt: Instant | null;
  readonly open: WouldBeAlarm | null;
  readonly alarms: readonly WouldBeAlarm[];
}

/** From a run that knows of no open alarm: see `startRun`. */
export const startBackTest = (run: RuleRun): BackTest => ({ run, heardAt: null, open: null, alarms: [] });

/**
 * The next piece of history, own readings and those of other inputs, ascending by the time from which their age counts (`freshAt`).
 * Everything is taken as if it had come in time and as if every alarm were acknowledged once it is over.
 */
export function feedBackTest(test: BackTest, readings: readonly StoredInput[]): BackTest {
  const ended: WouldBeAlarm[] = [];
  let present = test;
  let { heardAt } = test;
  const watchesSilence = test.run.rule.dueAt === undefined;
  for (const reading of readings) {
    if (reading.other !== undefined && !present.run.inputs.includes(reading.other.tag)) continue;
    const input = inputOf(reading);
    if (watchesSilence) present = step(present, silence(heardAt, input.observedAt - 1), ended);
    present = step(present, input, ended);
    if (input.kind !== 'reading') continue;
    heardAt = Math.max(heardAt ?? 0, Math.min(input.observedAt, input.now));
    if (watchesSilence) present = step(present, silence(heardAt, input.observedAt), ended);
  }
  return { ...present, heardAt, alarms: ended.length === 0 ? present.alarms : [...present.alarms, ...ended] };
}

/** Everything found up to `to`, oldest first, delays that run out by then included. */
export function endBackTest(test: BackTest, to: Instant): readonly WouldBeAlarm[] {
  const ended: WouldBeAlarm[] = [];
  const last = step(test, silence(test.heardAt, to), ended);
  return [...last.alarms, ...ended, ...(last.open ? [last.open] : [])];
}

/** A rule that watches for silence judges it on every tick: one just before and one just after each value miss none of it. */
const silence = (heardAt: Instant | null, now: Instant): RuleInput => ({
  kind: 'tick',
  now,
  lastReceivedAt: heardAt,
  isOnline: null,
});

/** Nobody looks at it. Made once: a function made anew for every value costs a quarter of the whole. */
const wouldBeId = () => 'would-be';

function step(test: BackTest, input: RuleInput | OtherReading, ended: WouldBeAlarm[]): BackTest {
  const { run, writes } = stepRun(test.run, input, { now: input.now, newId: wouldBeId, isLate: false });
  let { open } = test;
  for (const { columns, priority } of writes) {
    const next = wouldBe(columns, priority);
    if (open !== null && open.direction !== next.direction) {
      ended.push({ ...open, clearedAt: columns.activatedAt });
      open = null;
    }
    const whole: WouldBeAlarm = open === null ? next : worse(open, next);
    if (whole.clearedAt !== null) ended.push(whole);
    open = whole.clearedAt === null ? whole : null;
  }
  const isOver = run.alarm !== null && run.alarm.clearedAt !== null;
  if (run === test.run && open === test.open && !isOver) return test;
  return { ...test, open, run: isOver ? { ...run, alarm: null } : run };
}

const wouldBe = (columns: EngineColumns, priority: Priority): WouldBeAlarm => ({
  raisedAt: columns.activatedAt,
  clearedAt: columns.clearedAt,
  level: columns.level,
  direction: columns.direction,
  priority,
  limit: columns.limit,
  peak: columns.peak,
});

/** One alarm after its next change: it keeps its beginning, and the worst level it had. */
function worse(before: WouldBeAlarm, next: WouldBeAlarm): WouldBeAlarm {
  const { level, priority, limit } = before.level === 'critical' ? before : next;
  return { ...next, raisedAt: before.raisedAt, level, priority, limit };
}
