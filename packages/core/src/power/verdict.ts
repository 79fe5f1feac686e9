import type { ZodType } from 'zod';
import type { Words } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { RunRecord } from './run.ts';

/**
 * What a rule says of a run. `inconclusive`: the limit lies inside the uncertainty, or data are missing; `not-measured`: the samples are too few
 * to say anything, which is never a pass.
 */
export const outcomes = ['pass', 'fail', 'inconclusive', 'not-measured'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * What a finding rests on, for a table: what was measured, what is asked, and how well the measured is known. Null: not known, or there is
 * no such thing.
 */
export interface Figures {
  readonly measured: Words | null;
  readonly limit: Words | null;
  readonly uncertainty: Words | null;
}

/**
 * The finding of a criterion about one thing, or about the whole run where `equipment` is null. The sentence gives what was found and what is
 * asked; `figures` the same as numbers, where there are any.
 */
export interface CriterionFinding {
  readonly outcome: Outcome;
  readonly equipment: string | null;
  readonly sentence: Words;
  readonly figures?: Figures;
  /** What was looked at, where the name of the criterion leaves it open. */
  readonly name?: Words;
}

/** A charge of a UPS battery after a run, percent. */
export interface LaterCharge {
  readonly equipment: string;
  readonly at: Instant;
  readonly percent: number;
}

/** What is known besides the run. `previousAt`: end of the last run that counted for the same rule set, null when there was none. */
export interface VerdictContext {
  readonly now: Instant;
  readonly previousAt: Instant | null;
  readonly laterCharges: readonly LaterCharge[];
  /** Names of equipment as people know it; an id without a name stands for itself. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * One thing that can be asked of a run. `judge` gives a finding for each thing it looks at, none where the run has nothing of the
 * kind (the mains was never lost). Nominal values are parameters: a record is judged without its settings.
 */
export interface Criterion<Params> {
  readonly id: string;
  readonly name: Words;
  readonly params: ZodType<Params>;
  /** What is not met yet may be met before the run is over: until then nothing fails by it. */
  readonly isKnownAtEnd?: true;
  readonly judge: (run: RunRecord, params: Params, context: VerdictContext) => readonly CriterionFinding[];
}

export const defineCriterion = <Params>(criterion: Criterion<Params>): Criterion<Params> => criterion;

/** The name of equipment for people. */
export const nameIn = (context: Pick<VerdictContext, 'names'>, equipment: string): string =>
  context.names[equipment] ?? equipment;
