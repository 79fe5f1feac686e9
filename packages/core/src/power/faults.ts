import type { SetPhase } from './phase.ts';
import { hasRun, loadTimes, type MainsFailure, mainsFailures, type PowerFault, type RunFacts, type SetRun } from './run.ts';
import { lapse, type Span, surelyBefore, surelyLonger } from './span.ts';
import type { PowerSettings } from './supply.ts';
import type { Mark } from './track.ts';

/**
 * Fault exits of a run (domain.md 6.3), read from what is certain: a delay has run out when it did so even if each change came at the end of
 * its span that excuses it. While a run goes on, its faults appear as soon as samples prove them.
 */
export function faultsOf(run: RunFacts, settings: PowerSettings): readonly PowerFault[] {
  const failures = mainsFailures(run);
  return [
    ...run.sets.flatMap((set) => [
      ...startFaults(set, failures, settings),
      ...transferFaults(set, failures, settings),
      ...tripFaults(set, run, failures),
      ...stopFaults(set, settings),
    ]),
    ...returnFaults(run, failures, settings),
    ...upsFaults(run, failures),
    ...dataFaults(run),
  ].toSorted((a, b) => a.span.by - b.span.by || (a.kind < b.kind ? -1 : 1));
}

const at = (instant: number): Span => ({ after: instant, by: instant });
const RUNS: readonly SetPhase[] = ['rated', 'on-load', 'cool-down', 'stopping'];

/** A delay of `seconds` from `from` ran out before `until`, or before the last sample while nothing ended it. */
function runsOut(from: Span, until: Span | null, how: { readonly seconds: number; readonly lastAt: number | null }): Span | null {
  const end = until ?? (how.lastAt === null ? null : at(how.lastAt));
  if (end === null || !surelyLonger(lapse(from, end), how.seconds * 1000)) return null;
  const ms = how.seconds * 1000;
  return { after: from.after === null ? null : from.after + ms, by: from.by + ms };
}

function startFaults(set: SetRun, failures: readonly MainsFailure[], settings: PowerSettings): readonly PowerFault[] {
  const fault = (span: Span): readonly PowerFault[] => [{ kind: 'fail-to-start', equipment: set.id, span }];
  const { marks, found, lastAt } = set.course;
  if (!hasRun(set) && found !== null) {
    const waits = failures.flatMap(
      ({ lost, back }) => runsOut(lost, back, { seconds: settings.startWithinSeconds, lastAt }) ?? [],
    );
    return waits[0] === undefined ? [] : fault(waits[0]);
  }
  const first = marks.find(({ phase }) => phase === 'cranking');
  const given = marks.find(({ phase }, index) => isGivenUp(phase, marks.slice(0, index)));
  if (given) return fault(given.span);
  const rated = marks.find(({ phase }) => RUNS.includes(phase));
  const late = first && runsOut(first.span, rated?.span ?? null, { seconds: settings.rateWithinSeconds, lastAt });
  return late ? fault(late) : [];
}

/** Back at rest with no volts since the last start. */
function isGivenUp(phase: SetPhase, before: readonly Mark<SetPhase>[]): boolean {
  if (phase !== 'shutdown' && phase !== 'ready') return false;
  const start = before.findLastIndex((mark) => mark.phase === 'cranking');
  return start >= 0 && !before.slice(start).some((mark) => RUNS.includes(mark.phase));
}

/** Rated and wanted on load, but no load: wanted while the mains is lost, or in a test on load. */
function transferFaults(set: SetRun, failures: readonly MainsFailure[], settings: PowerSettings): readonly PowerFault[] {
  const { marks, lastAt } = set.course;
  return marks.flatMap(({ phase, span }, index) => {
    const late =
      phase === 'rated' && runsOut(span, marks[index + 1]?.span ?? null, { seconds: settings.transferWithinSeconds, lastAt });
    if (!late || !(isInTest(set, late) || failures.some((failure) => isLostThrough(failure, late)))) return [];
    return [{ kind: 'fail-to-transfer' as const, equipment: set.id, span: late }];
  });
}

const isLostThrough = ({ lost, back }: MainsFailure, span: Span) => lost.by <= span.by && (back === null || back.by >= span.by);

function isInTest({ modes }: SetRun, span: Span): boolean {
  const last = modes.marks.findLast((mark) => mark.span.by <= span.by);
  return (last?.phase ?? modes.found) === 'test';
}

/** Left the load by protection or straight to rest, or unloaded while the mains was away and no other set carried. */
function tripFaults(set: SetRun, run: RunFacts, failures: readonly MainsFailure[]): readonly PowerFault[] {
  return loadTimes(set).flatMap(({ to, into }) => {
    if (to === null || into === null) return [];
    const isProtection = into.phase === 'shutdown' || into.phase === 'ready';
    const isLost = failures.some(({ lost, back }) => lost.by <= to.by && (back === null || surelyBefore(to, back)));
    const isCarried = run.sets.some((other) => other.id !== set.id && carries(other, to));
    return isProtection || (isLost && !isCarried) ? [{ kind: 'trip-on-load', equipment: set.id, span: to }] : [];
  });
}

const carries = (set: SetRun, through: Span): boolean =>
  loadTimes(set).some(({ from, to }) => from.by <= through.by && (to === null || to.by > through.by));

function stopFaults(set: SetRun, settings: PowerSettings): readonly PowerFault[] {
  const { marks, lastAt } = set.course;
  return marks.flatMap(({ phase, span }, index) => {
    const seconds = phase === 'cool-down' ? settings.coolWithinSeconds : phase === 'stopping' ? settings.stopWithinSeconds : null;
    const late = seconds === null ? null : runsOut(span, marks[index + 1]?.span ?? null, { seconds, lastAt });
    return late === null ? [] : [{ kind: 'fail-to-stop' as const, equipment: set.id, span: late }];
  });
}

/** The mains is good again and the switch does not go back, or it stands between the sides. */
function returnFaults(run: RunFacts, failures: readonly MainsFailure[], settings: PowerSettings): readonly PowerFault[] {
  const since = endOfNeed(run, failures);
  return Object.entries(run.switches).flatMap(([equipment, { marks, lastAt }]) => {
    const back = marks.findLast(({ phase }) => phase === 'generator');
    const home = back && marks.slice(marks.indexOf(back)).find(({ phase }) => phase === 'mains');
    const fault = (span: Span | null): readonly PowerFault[] => (span ? [{ kind: 'fail-to-retransfer', equipment, span }] : []);
    if (!back || !since) return [];
    const between = marks.slice(marks.indexOf(back)).find(({ phase }) => phase === 'open' || phase === 'fault');
    const stuck = between && runsOut(between.span, home?.span ?? null, { seconds: settings.transferWithinSeconds, lastAt });
    return fault(stuck ?? runsOut(since, home?.span ?? null, { seconds: settings.returnWithinSeconds, lastAt }));
  });
}

/** When nothing asked for a set any more: mains good, and no controller in test. Null while something asks. */
function endOfNeed(run: RunFacts, failures: readonly MainsFailure[]): Span | null {
  const lost = failures.at(-1);
  if (lost?.back === null) return null;
  const ends = run.sets.filter(hasRun).flatMap(({ course, modes }) => {
    const wasInTest = modes.found === 'test' || modes.marks.some(({ phase }) => phase === 'test');
    if (wasInTest) return modes.marks.findLast(({ phase }) => phase === 'auto')?.span ?? [];
    return lost ? [] : (course.marks.findLast(({ phase }) => phase === 'cool-down')?.span ?? []);
  });
  return [...(lost ? [lost.back] : []), ...ends].toSorted((a, b) => a.by - b.by).at(-1) ?? null;
}

/** Battery low or output off while the mains was away and before a set carried. A planned discharge may end low. */
function upsFaults(run: RunFacts, failures: readonly MainsFailure[]): readonly PowerFault[] {
  const loads = run.sets.flatMap(loadTimes).map(({ from }) => from);
  return run.ups.flatMap(({ id, course }) => {
    const low = course.marks.find(
      ({ phase, span }) =>
        (phase === 'low' || phase === 'off') &&
        failures.some(({ lost, back }) => {
          const first = loads.filter((load) => load.by >= (lost.after ?? lost.by)).toSorted((a, b) => a.by - b.by)[0];
          return span.by >= (lost.after ?? lost.by) && (first ? surelyBefore(span, first) : back === null || span.by <= back.by);
        }),
    );
    return low ? [{ kind: 'ups-exhausted', equipment: id, span: low.span }] : [];
  });
}

const dataFaults = ({ silences }: RunFacts): readonly PowerFault[] =>
  silences.flatMap(({ equipment, span, isCritical }) => (isCritical ? [{ kind: 'data-lost', equipment, span }] : []));
