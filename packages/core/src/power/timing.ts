import { attemptsOf, hasRun, loadTimes, mainsFailures, type RunFacts, type SetRun } from './run.ts';
import { type Lapse, lapse, type Span, surelyBefore } from './span.ts';

/**
 * Times of a run by their stage (domain.md 6.3). Start, rated and total count from the loss of the mains or, with the mains good, from the
 * start command. `total` is that of the first set on load: the supply is saved when one carries.
 */
export const timingIds = ['ups', 'command', 'crank', 'rated', 'transfer', 'total', 'stable', 'back', 'cool', 'stop'] as const;
export type TimingId = (typeof timingIds)[number];

/** One measured time of one thing. */
export interface Timing {
  readonly id: TimingId;
  readonly equipment: string;
  readonly lapse: Lapse;
}

/** Every time that can be read from a run. What did not take place has none. */
export function timingsOf(run: RunFacts): readonly Timing[] {
  const first = mainsFailures(run)[0]?.lost ?? null;
  const starts = run.sets.flatMap((set) =>
    attemptsOf(set)
      .slice(0, 1)
      .map(({ span }) => span),
  );
  // A set that ran already was not started by the failure.
  const lost = first !== null && starts.some((start) => surelyBefore(start, first)) ? null : first;
  return [
    ...upsTimings(run, lost),
    ...run.sets.filter(hasRun).flatMap((set) => setTimings(set, lost)),
    ...total(run, lost),
    ...switchTimings(run),
  ];
}

const between = (
  id: TimingId,
  equipment: string,
  [from, to]: readonly [Span | null | undefined, Span | null | undefined],
): readonly Timing[] => (from && to ? [{ id, equipment, lapse: lapse(from, to) }] : []);

const upsTimings = ({ ups }: RunFacts, lost: Span | null): readonly Timing[] =>
  ups.flatMap(({ id, course }) =>
    between('ups', id, [lost, course.marks.find(({ phase }) => phase === 'battery' || phase === 'low' || phase === 'off')?.span]),
  );

function setTimings(set: SetRun, lost: Span | null): readonly Timing[] {
  const { marks } = set.course;
  const [first] = attemptsOf(set);
  const from = (phase: string) => marks.findLast((mark) => mark.phase === phase);
  const after = (phase: string) => marks[marks.findLastIndex((mark) => mark.phase === phase) + 1]?.span;
  const cranks = attemptsOf(set).flatMap((mark) => between('crank', set.id, [mark.span, marks[marks.indexOf(mark) + 1]?.span]));
  return [
    ...between('command', set.id, [lost, first?.span]),
    ...cranks,
    ...between('rated', set.id, [first?.span, marks.find(({ phase }) => phase === 'rated')?.span]),
    ...(from('cool-down') ? between('cool', set.id, [from('cool-down')?.span, after('cool-down')]) : []),
    ...(from('stopping') ? between('stop', set.id, [from('stopping')?.span, after('stopping')]) : []),
  ];
}

function total(run: RunFacts, lost: Span | null): readonly Timing[] {
  const taken = run.sets
    .flatMap((set) =>
      loadTimes(set)
        .slice(0, 1)
        .map(({ from }) => ({ set, from })),
    )
    .toSorted((a, b) => a.from.by - b.from.by)[0];
  return taken ? between('total', taken.set.id, [lost ?? attemptsOf(taken.set)[0]?.span, taken.from]) : [];
}

function switchTimings(run: RunFacts): readonly Timing[] {
  const back = mainsFailures(run).at(-1)?.back ?? null;
  return Object.entries(run.switches).flatMap(([equipment, { marks }]) => {
    const there = marks.findIndex(({ phase }) => phase === 'generator');
    const last = marks.findLastIndex(({ phase }) => phase === 'generator');
    if (there < 0) return [];
    const home = marks.slice(last).find(({ phase }) => phase === 'mains');
    return [
      ...between('transfer', equipment, [marks[there - 1]?.span, marks[there]?.span]),
      ...between('stable', equipment, [back, marks[last + 1]?.span]),
      ...between('back', equipment, [marks[last + 1]?.span, home?.span]),
    ];
  });
}
