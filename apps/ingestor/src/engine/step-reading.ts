import { freshAt, type Instant, type OtherReading, type Quality, type RuleInput, type StepOutcome, stepRun } from '@wachter/core';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { countTold } from './floods.ts';
import { stepContext } from './step-context.ts';
import { bookedToTest } from './withheld-by.ts';

export interface Stamped {
  readonly value: number;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  readonly skewMs?: number | undefined;
}

/** A live reading through every rule of its point, and those of other points that need it. */
export function stepLive(world: World, entry: PointEntry, reading: Stamped): void {
  entry.ruledKey = reading.observedAt;
  if (entry.watchers.length > 0) stepWatchers(world, entry, reading);
  if (entry.runs.length === 0) return;
  const at = freshAt(reading);
  entry.ruledAt = Math.max(entry.ruledAt, at);
  stepAll(world, entry, inputAt(reading, at), false);
}

/**
 * A late reading: newer than everything the rules know, it steps them as evidence; older, it asks for a look back over its neighbourhood
 * once it is stored.
 */
export function stepLate(world: World, entry: PointEntry, reading: Stamped): void {
  if (entry.watchers.length > 0) noteLateInput(world, entry, reading.observedAt);
  if (entry.runs.length === 0 || !entry.isGuarded) return;
  const at = freshAt(reading);
  if (at > entry.ruledAt) {
    entry.ruledAt = at;
    entry.ruledKey = reading.observedAt;
    stepAll(world, entry, inputAt(reading, at), true);
    return;
  }
  noteLate(world, entry, reading.observedAt);
}

function noteLate({ batch }: World, entry: PointEntry, at: Instant): void {
  const range = batch.late.get(entry);
  batch.late.set(entry, { from: Math.min(range?.from ?? at, at), to: Math.max(range?.to ?? at, at) });
}

const inputAt = ({ value, quality, receivedAt }: Stamped, at: Instant): RuleInput => ({
  kind: 'reading',
  value,
  quality,
  observedAt: at,
  now: Math.max(receivedAt, at),
});

function stepAll(world: World, entry: PointEntry, input: RuleInput, isLate: boolean): void {
  const { runs } = entry;
  const context = stepContext(world, input.now, isLate);
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index];
    if (run) runs[index] = collect(world, bookedToTest(world, stepRun(run, input, context), input.now));
  }
}

/** A live value of a point through the rules of other points that need it. */
function stepWatchers(world: World, { point, watchers }: PointEntry, reading: Stamped): void {
  const at = freshAt(reading);
  const { value, quality, receivedAt } = reading;
  const stamped = { value, quality, observedAt: at, now: Math.max(receivedAt, at) };
  const input: OtherReading = { kind: 'other', tag: point.tag, staleSeconds: point.staleSeconds, ...stamped };
  const context = stepContext(world, input.now, false);
  for (const { entry, ruleId } of watchers) {
    const index = entry.runs.findIndex(({ instance }) => instance.id === ruleId);
    const run = entry.runs[index];
    if (run) entry.runs[index] = collect(world, bookedToTest(world, stepRun(run, input, context), input.now));
  }
}

/** Late values of an input ask for a look back over every rule that needs them. */
function noteLateInput(world: World, { watchers }: PointEntry, at: Instant): void {
  for (const { entry } of watchers) noteLate(world, entry, at);
}

/** Puts what a step writes into the batch and returns its run. */
export function collect(world: World, outcome: StepOutcome) {
  for (const write of outcome.writes) {
    if (write.kind === 'open') world.counts.alarmsOpened += 1;
    world.batch.alarms.push(write);
  }
  if (outcome.journal.length > 0) {
    world.batch.journal.push(...outcome.journal);
    countTold(world, outcome);
  }
  return outcome.run;
}
