import {
  changesBetween,
  fittingRuleSets,
  headlineOf,
  type Instant,
  judgeRun,
  limitsIn,
  ok,
  type Panel,
  panelsOf,
  type Result,
  type RuleSet,
  refuse,
  type Verdict,
  type Words,
} from '@wachter/core';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredRun } from '../ports/power-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { runPointsOf } from './traces.ts';

export const GetRun = z.strictObject({ siteId: Id, runId: z.string().min(1).max(200) });

/** A version of a run. `isLate`: it came after a version that had an end, so data were late. `changes`: what it says that the one before did not. */
export interface RunVersion {
  readonly version: number;
  readonly recordedAt: Instant;
  readonly isLate: boolean;
  readonly changes: readonly Words[];
}

/**
 * A run as it is known now in one line, each version of it with what it changed, and what the rule sets that fit it say, the first the one that
 * says most. Equipment is named.
 */
export interface JudgedRun {
  readonly run: StoredRun;
  readonly headline: Words;
  readonly versions: readonly RunVersion[];
  readonly verdicts: readonly Verdict[];
  /** What was measured on the equipment that took part, to be drawn. */
  readonly panels: readonly Panel[];
  readonly names: Readonly<Record<string, string>>;
}

export const getRun = defineVerb({
  action: 'run.read',
  input: GetRun,
  siteOf: (input) => input.siteId,
  run: (context, input) => judgedRun(context, input),
});

/** For verbs that have asked whether it may be read. */
export async function judgedRun(
  context: Pick<Context, 'store' | 'now'>,
  { siteId, runId }: z.output<typeof GetRun>,
): Promise<Result<JudgedRun, NotFound>> {
  const all = await context.store.power.versions(siteId, runId);
  const run = all.at(-1);
  if (!run) return refuse(notFound('run', runId));
  const equipment = await context.store.site.equipment(siteId);
  const names = Object.fromEntries(equipment.map(({ id, name }) => [id, name]));
  const earlier = await context.store.power.runs({ siteId, before: run.record.startedAt, limit: 50 });
  const about = { now: context.now(), previousAt: null, laterCharges: [], names };
  const verdicts = fittingRuleSets(run.record).map((set) =>
    judgeRun(run.record, set, { ...about, previousAt: lastThatCounted(earlier, set, context.now()) }),
  );
  const headline = headlineOf(run.record, verdicts[0] ?? null, names);
  const [best] = fittingRuleSets(run.record);
  const limits = best ? limitsIn(run.record, best) : {};
  const panels = panelsOf(run.record, { points: await runPointsOf(context.store, siteId), limits, names });
  return ok({ run, headline, versions: versionsOf(all, names), verdicts, panels, names });
}

const versionsOf = (all: readonly StoredRun[], names: JudgedRun['names']): readonly RunVersion[] =>
  all.map(({ version, recordedAt, record }, index) => {
    const before = all[index - 1]?.record;
    return {
      version,
      recordedAt,
      isLate: before !== undefined && before.endedAt !== null,
      changes: before ? changesBetween(before, record, names) : [],
    };
  });

/** End of the last earlier run that passes the set, its interval left aside: else one early test would bar all that follow. */
function lastThatCounted(earlier: readonly StoredRun[], set: RuleSet, now: ReturnType<Context['now']>): Instant | null {
  const lines = set.lines.filter(({ criterion }) => criterion !== 'interval');
  if (lines.length === set.lines.length || lines.length === 0) return null;
  const about = { now, previousAt: null, laterCharges: [], names: {} };
  const last = earlier.find(({ record }) => judgeRun(record, { ...set, lines }, about).outcome === 'pass');
  return last?.record.endedAt ?? null;
}
