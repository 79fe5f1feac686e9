import { hasRun, mainsFailures, type RunFacts, type RunKind, type RunReason } from './run.ts';
import type { TestWindow } from './supply.ts';

/**
 * What a run was. It is an announced test when equipment of it took part and the mains was lost on purpose or not at all: a real outage while sets are tried
 * out is an outage. Else lost mains make one, also when it came while a test was running. A start with the mains good is a test only when the controller says so: a switch that
 * transfers by itself would look the same.
 */
export function kindOf(run: RunFacts, windows: readonly TestWindow[]): { readonly kind: RunKind; readonly reason: RunReason } {
  const hasLostMains = mainsFailures(run).length > 0;
  const moved = partsOf(run);
  const isAnnounced = windows.some(
    ({ from, until, equipment, losesMains }) =>
      run.startedAt >= from && run.startedAt <= until && (losesMains || !hasLostMains) && equipment.some((id) => moved.has(id)),
  );
  if (isAnnounced) return { kind: 'test', reason: 'announced' };
  if (hasLostMains) return { kind: 'outage', reason: 'mains-lost' };
  const sets = run.sets.filter(hasRun);
  if (sets.length === 0 && isUpsTest(run)) return { kind: 'test', reason: 'ups-test' };
  if (Object.values(run.mains).every(({ lastAt }) => lastAt === null)) return { kind: 'unexplained', reason: 'mains-unknown' };
  const hasMode = (mode: string) =>
    sets.some(({ modes }) => modes.found === mode || modes.marks.some(({ phase }) => phase === mode));
  if (hasMode('test')) return { kind: 'test', reason: 'test-mode' };
  return { kind: 'unexplained', reason: hasMode('manual') ? 'by-hand' : 'nobody-asked' };
}

/** Equipment that did something in a run: engines that turned, switches and mains that changed, UPS that left the line. */
export const partsOf = ({
  sets,
  switches,
  mains,
  ups,
}: Pick<RunFacts, 'sets' | 'switches' | 'mains' | 'ups'>): ReadonlySet<string> =>
  new Set([
    ...sets.filter(hasRun).map(({ id }) => id),
    ...[...Object.entries(switches), ...Object.entries(mains)].flatMap(([id, { marks }]) => (marks.length > 0 ? [id] : [])),
    ...ups.flatMap(({ id, course }) => (course.marks.some(({ phase }) => phase !== 'line') ? [id] : [])),
  ]);

/** Every discharge in it began as a test. */
function isUpsTest({ ups }: RunFacts): boolean {
  const phases = ups.map(({ course }) => course.marks.map(({ phase }) => phase).find((phase) => phase !== 'line'));
  return phases.some((phase) => phase === 'test') && phases.every((phase) => phase === undefined || phase === 'test');
}
