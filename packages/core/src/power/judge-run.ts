import type { Words } from '../quantity/define.ts';
import { criterionById } from './criteria/index.ts';
import type { RuleSet } from './rule-set.ts';
import type { RunRecord } from './run.ts';
import type { CriterionFinding, Outcome, VerdictContext } from './verdict.ts';

/** A finding with the line of the rule set that asked for it. */
export interface LineFinding extends CriterionFinding {
  readonly criterion: string;
  readonly name: Words;
  readonly isRequired: boolean;
}

/** A run against a rule set, line by line. `why`: the sentences that keep it from passing, gravest first; empty for a pass. */
export interface Verdict {
  readonly ruleSet: string;
  readonly edition: string;
  readonly isApproved: boolean;
  readonly outcome: Outcome;
  readonly findings: readonly LineFinding[];
  readonly why: readonly Words[];
}

const isFail = ({ outcome }: LineFinding): boolean => outcome === 'fail';
const sentenceOf = ({ sentence }: LineFinding): Words => sentence;
const GRAVEST: readonly Outcome[] = ['fail', 'inconclusive', 'not-measured', 'pass'];

/**
 * Judges a run. One required fail fails it; else one required finding that is inconclusive or not measured leaves it inconclusive: what was not measured is
 * never a pass. A run that goes on can fail, but not pass yet, and what is still open is no reason. Throws on parameters that `parseRuleSet` would have refused.
 */
export function judgeRun(run: RunRecord, set: RuleSet, context: VerdictContext): Verdict {
  const isOpen = run.endedAt === null;
  const findings = set.lines.flatMap(({ criterion: id, params, isRequired }) => {
    const criterion = criterionById(id);
    if (!criterion) throw new Error(`No criterion called ${id}`);
    return criterion.judge(run, criterion.params.parse(params), context).map((judgement) => ({
      ...judgement,
      outcome: isOpen && criterion.isKnownAtEnd && judgement.outcome === 'fail' ? ('inconclusive' as const) : judgement.outcome,
      criterion: id,
      name: judgement.name ?? criterion.name,
      isRequired,
    }));
  });
  const against = findings.filter(({ isRequired, outcome }) => isRequired && outcome !== 'pass');
  const sorted = against.toSorted((a, b) => GRAVEST.indexOf(a.outcome) - GRAVEST.indexOf(b.outcome));
  const outcome = sorted[0]?.outcome === 'fail' ? 'fail' : sorted.length > 0 || isOpen ? 'inconclusive' : 'pass';
  const goesOn = { en: 'The run is still going on.', nl: 'De run loopt nog.' };
  return {
    ruleSet: set.id,
    edition: set.edition,
    isApproved: set.approval !== null,
    outcome,
    findings,
    why: isOpen ? [...sorted.filter(isFail).map(sentenceOf), goesOn] : sorted.map(sentenceOf),
  };
}
