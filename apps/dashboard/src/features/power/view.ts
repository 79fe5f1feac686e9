import {
  hasRun,
  type Instant,
  lanesOf,
  meanKw,
  momentsOf,
  type Outcome,
  type PowerFault,
  type RunKind,
  type RunReason,
  type RunRecord,
  ruleSetById,
  type Words,
} from '@wachter/core';
import type { JudgedRun, RunVersion } from '@wachter/services/power/get-run';
import type { ListedRun } from '@wachter/services/power/list-runs';

export type { ListedString } from '@wachter/services/power/list-batteries';

import type { RunView } from './run-page.client.tsx';

export type RunVersionView = RunVersion;

/** A run as the list shows it: what it was, how it ended, and which sets turned. */
export interface RunRow {
  readonly siteId: string;
  readonly runId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly kind: RunKind;
  readonly reason: RunReason;
  readonly outcome: Outcome;
  readonly headline: Words;
  readonly faults: readonly Pick<PowerFault, 'kind' | 'equipment'>[];
  readonly sets: readonly string[];
}

export const rowOf = ({ run, outcome, headline }: ListedRun): RunRow => {
  const { startedAt, endedAt, kind, reason, faults, sets } = run.record;
  const { siteId, runId } = run;
  return {
    siteId,
    runId,
    startedAt,
    endedAt,
    kind,
    reason,
    outcome,
    headline,
    faults,
    sets: sets.filter(hasRun).map(({ id }) => id),
  };
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
  sets.filter(hasRun).map((set) => ({
    id: set.id,
    ratedKw: set.ratedKw,
    minutes: set.tally.minutes.length,
    meanKw: meanKw(set),
    lowestCrankVolts: set.tally.lowestCrankVolts,
  }));

/** Everything the page of a run shows, out of the judged record. */
export function viewOf({ run, headline, versions, verdicts, panels, names }: JudgedRun, now: Instant): RunView {
  const { record, siteId, runId } = run;
  const { startedAt, endedAt, kind, reason, faults } = record;
  return {
    ...{ siteId, runId, headline, startedAt, endedAt, now, kind, reason, faults, versions, panels, names },
    lanes: lanesOf(record),
    moments: momentsOf(record),
    facts: factsOf(record),
    verdicts: verdicts.map((verdict) => {
      const { ruleSet } = verdict;
      return { ...verdict, name: ruleSetById(ruleSet)?.name ?? { en: ruleSet, nl: ruleSet } };
    }),
  };
}
