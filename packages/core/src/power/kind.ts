import { hasRun, mainsFailures, type RunFacts, type RunKind, type RunReason } from './run.ts';
import type { TestWindow } from './supply.ts';

/**
 * What a run was. An announced test is a test whatever happens in it, a black-building test loses the mains on purpose. Else lost mains
 * make an outage, also one that came while a test was running. A start with the mains good is a test only when the controller says so: a switch that
 * transfers by itself would look the same.
 */
export function kindOf(run: RunFacts, windows: readonly TestWindow[]): { readonly kind: RunKind; readonly reason: RunReason } {
  if (windows.some(({ from, until }) => run.startedAt >= from && run.startedAt <= until))
    return { kind: 'test', reason: 'announced' };
  if (mainsFailures(run).length > 0) return { kind: 'outage', reason: 'mains-lost' };
  const sets = run.sets.filter(hasRun);
  if (sets.length === 0 && isUpsTest(run)) return { kind: 'test', reason: 'ups-test' };
  if (Object.values(run.mains).every(({ lastAt }) => lastAt === null)) return { kind: 'unexplained', reason: 'mains-unknown' };
  const hasMode = (mode: string) =>
    sets.some(({ modes }) => modes.found === mode || modes.marks.some(({ phase }) => phase === mode));
  if (hasMode('test')) return { kind: 'test', reason: 'test-mode' };
  return { kind: 'unexplained', reason: hasMode('manual') ? 'by-hand' : 'nobody-asked' };
}

/** Every discharge in it began as a test. */
function isUpsTest({ ups }: RunFacts): boolean {
  const phases = ups.map(({ course }) => course.marks.map(({ phase }) => phase).find((phase) => phase !== 'line'));
  return phases.some((phase) => phase === 'test') && phases.every((phase) => phase === undefined || phase === 'test');
}
