import { fittingRuleSets, hasRun, ok, type Result, refuse, type Trend, trendsOf } from '@wachter/core';
import { defineVerb } from '../define-verb.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { GetRun } from './get-run.ts';

const MOST_RUNS = 60;

/** How the runs of one set went, up to the one asked for. */
export interface ComparedSet {
  readonly equipment: string;
  readonly name: string;
  readonly trends: readonly Trend[];
}

/** Every set that turned in a run, beside its earlier runs: at most the last sixty of the site that are over. */
export const compareRuns = defineVerb({
  action: 'run.read',
  input: GetRun,
  siteOf: (input) => input.siteId,
  run: async ({ store }, { siteId, runId }): Promise<Result<readonly ComparedSet[], NotFound>> => {
    const run = (await store.power.versions(siteId, runId)).at(-1);
    if (!run) return refuse(notFound('run', runId));
    const known = await store.power.runs({ siteId, before: run.record.startedAt + 1, limit: MOST_RUNS });
    const runs = known.filter((one) => one.runId === runId || one.record.endedAt !== null).toReversed();
    const names = new Map((await store.site.equipment(siteId)).map(({ id, name }) => [id, name]));
    const [rules = null] = fittingRuleSets(run.record);
    return ok(
      run.record.sets.filter(hasRun).map(({ id }) => ({
        equipment: id,
        name: names.get(id) ?? id,
        trends: trendsOf(id, runs, rules),
      })),
    );
  },
});
