import { fittingRuleSets, headlineOf, judgeRun, type Outcome, ok, type Result, type Words } from '@wachter/core';
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

/** A run with the verdict of the rule set that fits it best, and what it comes down to in one line. */
export interface ListedRun {
  readonly run: StoredRun;
  readonly outcome: Outcome;
  readonly headline: Words;
}

/** Runs of emergency power, the newest first. */
export const listRuns = defineVerb({
  action: 'run.read',
  input: ListRuns,
  siteOf: (input) => input.siteId,
  run: async (context, query): Promise<Result<readonly ListedRun[], never>> => {
    const [runs, equipment] = await Promise.all([context.store.power.runs(query), context.store.site.equipment(query.siteId)]);
    const names = Object.fromEntries(equipment.map(({ id, name }) => [id, name]));
    const about = { now: context.now(), previousAt: null, laterCharges: [], names };
    return ok(
      runs.map((run) => {
        const [set] = fittingRuleSets(run.record);
        const outcome = set ? judgeRun(run.record, set, about).outcome : 'not-measured';
        return { run, outcome, headline: headlineOf(run.record, { outcome }, names) };
      }),
    );
  },
});
