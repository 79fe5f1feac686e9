import { ok, type Result, type RuleProblem } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ListRuleProblems = z.strictObject({ siteId: Id.optional() });

/** A rule that cannot do its work, and what it should guard. */
export interface ListedRuleProblem extends RuleProblem {
  readonly type: string;
  readonly pointId: number | null;
  readonly deviceId: string | null;
}

/** Rules that cannot do their work, the longest first: what looks guarded there is not. */
export const listRuleProblems = defineVerb({
  action: 'rule.read',
  input: ListRuleProblems,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<readonly ListedRuleProblem[], never>> => {
    const problems = await context.store.site.ruleProblems();
    if (problems.length === 0) return ok([]);
    const rules = new Map((await context.store.site.rules()).map((rule) => [rule.id, rule]));
    const listed = problems.flatMap((problem) => {
      const rule = rules.get(problem.ruleId);
      if (!rule?.isEnabled || (siteId !== undefined && rule.siteId !== siteId)) return [];
      return [{ ...problem, type: rule.type, pointId: rule.pointId, deviceId: rule.deviceId }];
    });
    return ok(listed.toSorted((a, b) => a.since - b.since));
  },
});
