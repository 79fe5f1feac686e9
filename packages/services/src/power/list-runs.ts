import { fittingRuleSets, judgeRun, type Outcome, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment } from '../fields.ts';
import type { StoredRun } from '../ports/power-store.ts';

/** `before`: only runs that began before this instant, for the next page. */
export const ListRuns = z.strictObject({
  siteId: Id.optional(),
  before: Moment.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** A run with the verdict of the rule set that fits it best. */
export interface ListedRun {
  readonly run: StoredRun;
  readonly outcome: Outcome;
}

/** Runs of emergency power, the newest first. */
export const listRuns = defineVerb({
  action: 'run.read',
  input: ListRuns,
  siteOf: (input) => input.siteId,
  run: async (context, query): Promise<Result<readonly ListedRun[], never>> => {
    const runs = await context.store.power.runs(query);
    const about = { now: context.now(), previousAt: null, laterCharges: [], names: {} };
    return ok(
      runs.map((run) => {
        const [set] = fittingRuleSets(run.record);
        return { run, outcome: set ? judgeRun(run.record, set, about).outcome : 'not-measured' };
      }),
    );
  },
});
