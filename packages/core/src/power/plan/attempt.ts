import type { Words } from '../../quantity/define.ts';
import type { Instant } from '../../reading/reading.ts';
import { judgeRun } from '../judge-run.ts';
import { partsOf } from '../kind.ts';
import type { RuleSet } from '../rule-set.ts';
import type { RunRecord } from '../run.ts';
import type { VerdictContext } from '../verdict.ts';
import type { TestKind } from './test-kind.ts';

/** Something that was done, and whether it counts. `why`: what keeps it from counting, gravest first; empty where nothing does. */
export interface Attempt {
  readonly source: { readonly kind: 'run' | 'record'; readonly id: string };
  readonly at: Instant;
  readonly why: readonly Words[];
}

/**
 * Is a run an attempt at this kind of test of this equipment: did the engine turn, the switch move, the battery discharge? `announcedAs`: scenarios that it
 * was announced as.
 */
export const isAttempt = (
  run: RunRecord,
  asked: { readonly kind: TestKind; readonly equipment: string },
  announcedAs: readonly string[],
): boolean => partsOf(run).has(asked.equipment) && (asked.kind.scenario === null || announcedAs.includes(asked.kind.scenario));

/**
 * A run held against what is asked of one thing: what the rule set says of others does not matter to it. The interval is left aside, the plan itself
 * looks after that. A run that goes on does not count yet.
 */
export function attemptOf(
  run: { readonly runId: string; readonly record: RunRecord },
  asked: { readonly equipment: string; readonly ruleSet: RuleSet },
  context: Pick<VerdictContext, 'now' | 'names'>,
): Attempt {
  const lines = asked.ruleSet.lines.filter(({ criterion }) => criterion !== 'interval');
  const verdict = judgeRun(run.record, { ...asked.ruleSet, lines }, { ...context, previousAt: null, laterCharges: [] });
  const against = verdict.findings.filter(
    ({ equipment, isRequired, outcome }) =>
      isRequired && outcome !== 'pass' && (equipment === null || equipment === asked.equipment),
  );
  const sorted = against.toSorted((a, b) => Number(b.outcome === 'fail') - Number(a.outcome === 'fail'));
  const goesOn = { en: 'It is still going on.', nl: 'Hij loopt nog.' };
  const why = [...sorted.map(({ sentence }) => sentence), ...(run.record.endedAt === null ? [goesOn] : [])];
  return { source: { kind: 'run', id: run.runId }, at: run.record.startedAt, why };
}
