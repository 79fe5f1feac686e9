import { fittingRuleSets, type Instant, judgeRun, ok, type Result, type RuleSet, refuse, type Verdict } from '@wachter/core';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredRun } from '../ports/power-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const GetRun = z.strictObject({ siteId: Id, runId: z.string().min(1).max(200) });

/** A run as it is known now, when each version of it was kept, and what the rule sets that fit it say. Equipment is named. */
export interface JudgedRun {
  readonly run: StoredRun;
  readonly versions: readonly { readonly version: number; readonly recordedAt: Instant }[];
  readonly verdicts: readonly Verdict[];
  readonly names: Readonly<Record<string, string>>;
}

export const getRun = defineVerb({
  action: 'run.read',
  input: GetRun,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, runId }): Promise<Result<JudgedRun, NotFound>> => {
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
    return ok({ run, versions: all.map(({ version, recordedAt }) => ({ version, recordedAt })), verdicts, names });
  },
});

/** End of the last earlier run that passes the set, its interval left aside: else one early test would bar all that follow. */
function lastThatCounted(earlier: readonly StoredRun[], set: RuleSet, now: ReturnType<Context['now']>): Instant | null {
  const lines = set.lines.filter(({ criterion }) => criterion !== 'interval');
  if (lines.length === set.lines.length || lines.length === 0) return null;
  const about = { now, previousAt: null, laterCharges: [], names: {} };
  const last = earlier.find(({ record }) => judgeRun(record, { ...set, lines }, about).outcome === 'pass');
  return last?.record.endedAt ?? null;
}
