import type { Instant, Outcome, PowerFault, RunKind, RunReason } from '@wachter/core';
import { hasRun, type RunRecord } from '@wachter/core';
import type { ListedRun } from '@wachter/services/power/list-runs';

/** A run as the list shows it: what it was, how it ended, and which sets turned. */
export interface RunRow {
  readonly siteId: string;
  readonly runId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly kind: RunKind;
  readonly reason: RunReason;
  readonly outcome: Outcome;
  readonly faults: readonly Pick<PowerFault, 'kind' | 'equipment'>[];
  readonly sets: readonly string[];
}

export const rowOf = ({ run, outcome }: ListedRun): RunRow => {
  const { startedAt, endedAt, kind, reason, faults, sets } = run.record;
  const { siteId, runId } = run;
  return { siteId, runId, startedAt, endedAt, kind, reason, outcome, faults, sets: sets.filter(hasRun).map(({ id }) => id) };
};

/** What one set measured in a run. Null: not known. */
export interface SetFacts {
  readonly id: string;
  readonly ratedKw: number | null;
  readonly minutes: number;
  readonly meanKw: number | null;
  readonly lowestCrankVolts: number | null;
}

export const factsOf = ({ sets }: RunRecord): readonly SetFacts[] =>
  sets.filter(hasRun).map(({ id, ratedKw, tally: { minutes, lowestCrankVolts } }) => ({
    id,
    ratedKw,
    minutes: minutes.length,
    meanKw: minutes.length === 0 ? null : minutes.reduce((sum, { meanKw }) => sum + meanKw, 0) / minutes.length,
    lowestCrankVolts,
  }));
