import type { MixShare, Rationalisation, RationalisationStatus, RuleInstance } from '@wachter/core';

/** One rule with the name of what it guards, and what was decided on it, newest first. */
export interface RationalisationRow {
  readonly ruleId: string;
  readonly ruleType: string;
  readonly name: string;
  readonly path: string | null;
  readonly priority: RuleInstance['priority'];
  readonly respondWithinMinutes: number | null;
  readonly status: RationalisationStatus;
  readonly records: readonly Omit<Rationalisation, 'params'>[];
}

export interface RationalisationView {
  readonly mix: readonly MixShare[];
  readonly counts: Readonly<Record<RationalisationStatus, number>>;
  readonly rows: readonly RationalisationRow[];
}
