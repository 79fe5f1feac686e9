import {
  type BackTestSum,
  endBackTest,
  feedBackTest,
  ok,
  type Point,
  type Result,
  type Rule,
  type RuleInstance,
  type RuleRun,
  refuse,
  startBackTest,
  startRun,
  sumOf,
  unseen,
  type WouldBeAlarm,
  windowSecondsOf,
} from '@wachter/core';
import { z } from 'zod';
import { checkRuleParams, ruleWatches } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment } from '../fields.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { storedInputs } from './stored-inputs.ts';

const longestMs = 90 * 86_400_000;
/** Alarms told one by one, the newest; counts and sums are of all. */
const mostTold = 200;

/** `ruleId` is the present rule to lay the draft beside. An alarm of it that lasted `missLongerThanSeconds` counts when missed. */
export const BackTestRule = z
  .strictObject({
    pointId: z.number().int(),
    ruleId: Id.optional(),
    draft: z.strictObject({ type: z.string().max(60), params: z.json() }),
    from: Moment,
    to: Moment,
    missLongerThanSeconds: z.number().min(0).max(86_400).default(300),
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'must lie after the start' })
  .refine(({ from, to }) => to - from <= longestMs, { path: ['from'], message: 'must lie at most 90 days before the end' });

/** What one rule would have said, newest first. */
export interface BackTestSide extends BackTestSum {
  readonly alarms: readonly WouldBeAlarm[];
}

export interface RuleBackTest {
  readonly from: number;
  readonly to: number;
  /** Readings of the point and of the rules' other inputs that were looked at. */
  readonly readings: number;
  readonly now: BackTestSide | null;
  readonly draft: BackTestSide;
  /** Alarms of the present rule, long enough to matter, that the draft would not have raised. */
  readonly missed: readonly WouldBeAlarm[];
  readonly missedCount: number;
  /** Alarms of the draft where the present rule was silent. */
  readonly addedCount: number;
}

export type BackTestRefusal =
  | NotFound
  | Invalid
  | { readonly kind: 'unknown-rule-type'; readonly type: string }
  | { readonly kind: 'watches-something-else'; readonly type: string; readonly watches: Rule<unknown, unknown>['watches'] };

/** A run of parameters on a point, or why there is none. */
export function draftRun(
  point: Point,
  draft: { readonly type: string; readonly params: unknown },
): Result<RuleRun, BackTestRefusal> {
  const { type } = draft;
  const checked = checkRuleParams(type, draft.params);
  if (!checked.ok) return checked;
  if (ruleWatches(type) !== 'point') return refuse({ kind: 'watches-something-else', type, watches: ruleWatches(type) });
  const run = startRun({ ...nobody, siteId: point.siteId ?? '', pointId: point.id, type, params: checked.value }, null, point);
  return run.ok ? run : refuse(invalid('params', run.error.detail));
}

const nobody: Omit<RuleInstance, 'siteId' | 'pointId' | 'type' | 'params'> = {
  ...{ id: '', deviceId: null, priority: 'critical', isLatching: false, isEnabled: true },
  ...{ cause: null, consequence: null, response: null, respondWithinMinutes: null },
};

/**
 * What each run would have said between `from` and `to`, all fed from one stream. History before `from` only fills their memories.
 * Alarms that were over by `from` are left out.
 */
export async function replayRuns(
  context: Pick<Context, 'store'>,
  { point, runs }: { readonly point: Point; readonly runs: readonly RuleRun[] },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly readings: number; readonly found: readonly (readonly WouldBeAlarm[])[] }> {
  const warmUpMs = runs.reduce((most, run) => Math.max(most, windowSecondsOf(run)), 0) * 1000;
  const tags = [...new Set(runs.flatMap((run) => run.inputs))];
  let tests = runs.map(startBackTest);
  let readings = 0;
  for await (const piece of storedInputs(context, { point, tags }, { from: Math.max(0, from - warmUpMs), to })) {
    readings += piece.length;
    tests = tests.map((test) => feedBackTest(test, piece));
  }
  const found = tests.map((test) => endBackTest(test, to).filter((alarm) => (alarm.clearedAt ?? to) >= from));
  return { readings, found };
}

const sideOf = (alarms: readonly WouldBeAlarm[], to: number): BackTestSide => ({
  ...sumOf(alarms, to),
  alarms: alarms.slice(-mostTold).toReversed(),
});

/** Lays a draft of a rule over the stored history of a point, beside the rule there is. Changes nothing. */
export const backTestRule = defineVerb({
  action: 'rule.back-test',
  input: BackTestRule,
  run: async (
    context,
    { pointId, ruleId, draft, from, to, missLongerThanSeconds },
  ): Promise<Result<RuleBackTest, BackTestRefusal>> => {
    const point = await context.store.site.point(pointId);
    if (!point) return refuse(notFound('point', pointId));
    const present = (await context.store.site.rules({ pointId })).find((rule) => rule.id === ruleId);
    if (ruleId !== undefined && !present) return refuse(notFound('rule', ruleId));
    const drafted = draftRun(point, draft);
    if (!drafted.ok) return drafted;
    const current = present ? draftRun(point, present) : null;
    if (current && !current.ok) return current;
    const runs = current ? [drafted.value, current.value] : [drafted.value];
    const { readings, found } = await replayRuns(context, { point, runs }, { from, to });
    const [wouldBe = [], now] = found;
    const missed = now ? unseen(now, wouldBe, { longerThanMs: missLongerThanSeconds * 1000, to }) : [];
    return ok({
      ...{ from, to, readings, draft: sideOf(wouldBe, to), now: now ? sideOf(now, to) : null },
      ...{ missed: missed.slice(-mostTold).toReversed(), missedCount: missed.length },
      addedCount: now ? unseen(wouldBe, now, { longerThanMs: 0, to }).length : wouldBe.length,
    });
  },
});
