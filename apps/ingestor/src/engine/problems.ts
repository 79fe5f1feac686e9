import type { Instant, RuleProblem, RuleProblemKind } from '@wachter/core';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import type { Guarded } from './guarded.ts';

/** The inputs of a rule as they were found: those in use, and the tags that name nothing or nothing in use. */
export interface Need {
  readonly ruleId: string;
  readonly guarded: Guarded;
  readonly inputs: readonly PointEntry[];
  readonly unknown: readonly string[];
  readonly notInUse: readonly string[];
}

/** Why a rule could not be started. */
export interface Unstarted {
  readonly kind: Extract<RuleProblemKind, 'unknown-rule-type' | 'invalid-params'>;
  readonly detail: string;
}

/**
 * Puts the rules that cannot do their work into the batch when the list has changed. An input is silent when its last value is older
 * than its stale time, without the time in which we ourselves could not hear.
 */
export function noteProblems(world: World, now: Instant): void {
  const present = new Map<string, RuleProblem>();
  const add = (ruleId: string, kind: RuleProblemKind, detail: string) => {
    const known = world.problems?.get(ruleId);
    const isSame = known?.kind === kind && known.detail === detail;
    present.set(ruleId, isSame ? known : { ruleId, kind, detail, since: now });
  };
  for (const [ruleId, { kind, detail }] of world.unstarted) add(ruleId, kind, detail);
  for (const { ruleId, guarded, inputs, unknown, notInUse } of world.needs) {
    const fault = faultOf(guarded, ruleId);
    const silent = inputs.filter((input) => isSilent(world, input, now)).map(({ point }) => point.tag);
    if (unknown.length > 0) add(ruleId, 'unknown-input', unknown.join(', '));
    else if (notInUse.length > 0) add(ruleId, 'input-not-in-use', notInUse.join(', '));
    else if (silent.length > 0) add(ruleId, 'input-silent', silent.join(', '));
    else if (fault !== null) add(ruleId, 'gives-no-number', fault);
  }
  const { problems } = world;
  const isSame =
    problems !== null && problems.size === present.size && [...present].every(([id, one]) => problems.get(id) === one);
  if (isSame) return;
  world.problems = present;
  world.batch.ruleProblems = [...present.values()];
}

function faultOf({ runs }: Guarded, ruleId: string): string | null {
  const run = runs.find(({ instance }) => instance.id === ruleId);
  return run?.rule.faultOf?.(run.memory, run.params) ?? null;
}

function isSilent(world: World, { latest, deafMsAtLatest, staleMs }: PointEntry, now: Instant): boolean {
  if (latest === null) return true;
  return now - (latest.freshAt + world.ears.deafMs(now) - deafMsAtLatest) > staleMs;
}
