import type { Alarm } from '../src/alarm/alarm.ts';
import type { OtherReading, RuleExample, RuleInput, RuleInstance } from '../src/alarm/define-rule.ts';
import { type StepOutcome, stepRun } from '../src/alarm/engine.ts';
import type { AnyRule } from '../src/alarm/rules/index.ts';
import { type RuleRun, startRun, stepsOf } from '../src/alarm/run.ts';
import { GOOD } from '../src/reading/quality.ts';
import type { Reading } from '../src/reading/reading.ts';

export const BAD = { level: 'bad', reason: 'sensor-fault' } as const;

export const instance = (change: Partial<RuleInstance> = {}): RuleInstance => ({
  id: 'rule-1',
  type: 'limit',
  siteId: 'site-1',
  pointId: 7,
  deviceId: null,
  params: { high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 120 },
  priority: 'critical',
  isLatching: false,
  isEnabled: true,
  cause: null,
  consequence: null,
  response: null,
  respondWithinMinutes: null,
  ...change,
});

export function started(
  rule: RuleInstance,
  open: Alarm | null = null,
  point = { quantity: 'inlet-temperature', staleSeconds: 180 },
): RuleRun {
  const run = startRun(rule, open, point);
  if (!run.ok) throw new Error(`${run.error.kind}: ${run.error.detail}`);
  return run.value;
}

export const at = (seconds: number, value: number | 'bad'): Extract<RuleInput, { kind: 'reading' }> => ({
  kind: 'reading',
  value: value === 'bad' ? 0 : value,
  quality: value === 'bad' ? BAD : GOOD,
  observedAt: seconds * 1000,
  now: seconds * 1000,
});

/** A value of another point, which speaks for five minutes. */
export const of = (tag: string, seconds: number, value: number | 'bad'): OtherReading => ({
  ...at(seconds, value),
  kind: 'other',
  tag,
  staleSeconds: 300,
});

export const tick = (seconds: number, lastSeconds: number | null = null, isOnline: boolean | null = null): RuleInput => ({
  kind: 'tick',
  now: seconds * 1000,
  lastReceivedAt: lastSeconds === null ? null : lastSeconds * 1000,
  isOnline,
});

export const reading = (seconds: number, value: number | 'bad'): Reading => ({
  pointId: 7,
  value: value === 'bad' ? 0 : value,
  quality: value === 'bad' ? BAD : GOOD,
  observedAt: seconds * 1000,
  receivedAt: seconds * 1000,
});

/** A run that remembers everything it wrote. */
export function driver(start: RuleRun) {
  let run = start;
  let ids = 0;
  const outcomes: StepOutcome[] = [];
  return {
    get run() {
      return run;
    },
    set run(next: RuleRun) {
      run = next;
    },
    step(input: RuleInput | OtherReading, isLate = false): StepOutcome {
      ids += 1;
      const outcome = stepRun(run, input, { now: input.now, newId: () => `alarm-${ids}`, isLate });
      run = outcome.run;
      outcomes.push(outcome);
      return outcome;
    },
    get journal() {
      return outcomes.flatMap((outcome) => outcome.journal);
    },
    get kinds() {
      return outcomes.flatMap((outcome) => outcome.journal.map((entry) => entry.kind));
    },
    get writes() {
      return outcomes.flatMap((outcome) => outcome.writes);
    },
  };
}

/** Changes of the condition over an example's inputs, in the form of its `expect`. */
export function changesOf(rule: AnyRule, example: RuleExample<unknown>): readonly (readonly [number, string])[] {
  const own = instance({
    type: rule.id,
    params: example.params,
    ...(rule.watches === 'point' ? {} : { pointId: null, deviceId: rule.watches === 'device' ? 'd' : null }),
  });
  const point = { quantity: example.quantity ?? 'inlet-temperature', staleSeconds: example.staleSeconds ?? 300 };
  let run = started(own, null, point);
  let heardAt: number | null = null;
  let isOnline: boolean | null = null;
  const changes: (readonly [number, string])[] = [];
  for (const [seconds, what, tag] of example.input) {
    if (what === 'online' || what === 'offline') {
      isOnline = what === 'online';
      continue;
    }
    if (what !== 'tick' && tag === undefined) heardAt = seconds;
    const input =
      what === 'tick' ? tick(seconds, heardAt, isOnline) : tag === undefined ? at(seconds, what) : of(tag, seconds, what);
    for (const step of stepsOf(run, input)) {
      if (step.condition?.level !== run.condition?.level || step.condition?.direction !== run.condition?.direction) {
        changes.push([seconds, step.condition?.level ?? 'clear']);
      }
      run = { ...run, memory: step.memory, condition: step.condition };
    }
  }
  return changes;
}
