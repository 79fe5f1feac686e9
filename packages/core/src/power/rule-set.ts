import { z } from 'zod';
import { ok, type Result, refuse } from '../result.ts';
import { criterionById } from './criteria/index.ts';

/**
 * One line of a rule set. Not required: shown beside the verdict and no part of it.
 */
const RuleLine = z.strictObject({
  criterion: z.string().min(1).max(60),
  params: z.record(z.string(), z.unknown()).default({}),
  isRequired: z.boolean().default(true),
});
export type RuleLine = z.output<typeof RuleLine>;

const Words = z.strictObject({ en: z.string().min(1).max(200), nl: z.string().min(1).max(200) });

/**
 * What is asked of a run, as data: a site may edit it. `edition` names the text it follows and its own version. `approval`: who stands for it since
 * when; null means nobody does yet, which a verdict says.
 */
export const RuleSet = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: Words,
  edition: z.string().min(1).max(120),
  approval: z.strictObject({ by: z.string().min(1).max(120), at: z.number().int() }).nullable(),
  lines: z.array(RuleLine).min(1).max(60),
});
export type RuleSet = z.output<typeof RuleSet>;

export interface RuleSetProblem {
  readonly kind: 'invalid-shape' | 'unknown-criterion' | 'invalid-params';
  readonly detail: string;
}

/** A rule set out of stored or edited data; each line must name a criterion and fit its parameters. */
export function parseRuleSet(input: unknown): Result<RuleSet, RuleSetProblem> {
  const parsed = RuleSet.safeParse(input);
  if (!parsed.success) return refuse({ kind: 'invalid-shape', detail: z.prettifyError(parsed.error) });
  for (const [index, line] of parsed.data.lines.entries()) {
    const criterion = criterionById(line.criterion);
    if (!criterion) return refuse({ kind: 'unknown-criterion', detail: `line ${index + 1}: ${line.criterion}` });
    const params = criterion.params.safeParse(line.params);
    if (!params.success) {
      return refuse({ kind: 'invalid-params', detail: `line ${index + 1}, ${line.criterion}: ${z.prettifyError(params.error)}` });
    }
  }
  return ok(parsed.data);
}

type Line = Pick<RuleLine, 'criterion'> & Partial<RuleLine>;

/** A rule set of ours, checked at start. Throws when it is wrong: that is a bug. */
export function defineRuleSet(set: Omit<RuleSet, 'lines' | 'approval'> & { readonly lines: readonly Line[] }): RuleSet {
  const parsed = parseRuleSet({ ...set, approval: null });
  if (!parsed.ok) throw new Error(`Rule set ${set.id}: ${parsed.error.detail}`);
  return parsed.value;
}
