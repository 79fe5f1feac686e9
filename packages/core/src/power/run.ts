import type { Instant } from '../reading/reading.ts';
import type { MainsPhase, ModePhase, SetPhase, SwitchPhase } from './phase.ts';
import type { Span } from './span.ts';
import type { SetTally, UpsTally } from './tally.ts';
import type { Mark } from './track.ts';
import type { UpsPhase } from './ups-status.ts';

/** What a run was. Nothing is called a test because it looks like one: somebody announced it, or the controller was in test. */
export type RunKind = 'test' | 'outage' | 'unexplained';

/** Why it is called so. `by-hand`: a set in manual with the mains good; `nobody-asked`: in auto with the mains good. */
export type RunReason = 'announced' | 'test-mode' | 'mains-lost' | 'ups-test' | 'by-hand' | 'nobody-asked' | 'mains-unknown';

/** Fault exits of domain.md 6.3. */
export type PowerFaultKind =
  | 'fail-to-start'
  | 'fail-to-transfer'
  | 'trip-on-load'
  | 'ups-exhausted'
  | 'fail-to-retransfer'
  | 'fail-to-stop'
  | 'data-lost';

/** `span`: when it happened; for a delay that was exceeded, when it ran out. */
export interface PowerFault {
  readonly kind: PowerFaultKind;
  readonly equipment: string;
  readonly span: Span;
}

/** How one thing went: the phase it was found in, each change, and its last sample. */
export interface Course<Phase extends string> {
  readonly found: Phase | null;
  readonly marks: readonly Mark<Phase>[];
  readonly lastAt: Instant | null;
}

export interface SetRun {
  readonly id: string;
  readonly ratedKw: number | null;
  readonly tankLitres: number | null;
  readonly course: Course<SetPhase>;
  readonly modes: Course<ModePhase>;
  readonly tally: SetTally;
}

export interface UpsRun {
  readonly id: string;
  readonly course: Course<UpsPhase>;
  readonly tally: UpsTally;
}

/** No data for longer than the device is used to. Critical: in states 1 to 6, from the failure of the mains to the end of the load. */
export interface Silence {
  readonly equipment: string;
  readonly span: Span;
  readonly isCritical: boolean;
}

/**
 * One episode of a supply: from the first thing that was not at rest to the last thing back at rest. It holds every engine run in it, so
 * that parallel sets are judged together. `id` is made of the supply and the first sample of the episode: the same data give the same id. `endedAt`
 * null: still going on.
 */
export interface RunRecord {
  readonly id: string;
  readonly supply: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly kind: RunKind;
  readonly reason: RunReason;
  readonly mains: Readonly<Record<string, Course<MainsPhase>>>;
  readonly switches: Readonly<Record<string, Course<SwitchPhase>>>;
  readonly sets: readonly SetRun[];
  readonly ups: readonly UpsRun[];
  readonly silences: readonly Silence[];
  readonly faults: readonly PowerFault[];
}

/** A run before it is named. */
export type RunFacts = Omit<RunRecord, 'kind' | 'reason' | 'faults'>;

/** The mains was lost, and came back or not yet. */
export interface MainsFailure {
  readonly lost: Span;
  readonly back: Span | null;
}

/** Failures of the mains in their order; those of several feeds that touch are one. */
export function mainsFailures(run: Pick<RunFacts, 'mains'>): readonly MainsFailure[] {
  const found = Object.values(run.mains).flatMap(({ marks }) =>
    marks.flatMap(({ phase, span }, index): MainsFailure[] =>
      phase === 'failed' ? [{ lost: span, back: marks[index + 1]?.span ?? null }] : [],
    ),
  );
  const merged: MainsFailure[] = [];
  for (const one of found.sort((a, b) => a.lost.by - b.lost.by)) {
    const last = merged.at(-1);
    if (last === undefined || (last.back !== null && last.back.by < one.lost.by)) merged.push(one);
    else if (last.back !== null && (one.back === null || one.back.by > last.back.by))
      merged.splice(-1, 1, { ...last, back: one.back });
  }
  return merged;
}

/** Marks of a set's attempts to start. */
export const attemptsOf = ({ course: { found, marks } }: Pick<SetRun, 'course'>): readonly Mark<SetPhase>[] =>
  marks.filter(({ phase }, index) => {
    const before = marks[index - 1]?.phase ?? found;
    return phase === 'cranking' && before !== 'run-up';
  });

/** Did the engine of this set turn, or was it tried? */
export const hasRun = ({ course }: Pick<SetRun, 'course'>): boolean =>
  course.marks.some(({ phase }) => phase !== 'ready' && phase !== 'shutdown');

/** One time on load: taken at `from`, left at `to` into phase `into`; null while it goes on. */
export interface LoadTime {
  readonly from: Span;
  readonly to: Span | null;
  readonly into: Mark<SetPhase> | null;
}

export const loadTimes = ({ course: { marks } }: Pick<SetRun, 'course'>): readonly LoadTime[] =>
  marks.flatMap(({ phase, span }, index) => {
    const into = marks[index + 1] ?? null;
    return phase === 'on-load' ? [{ from: span, to: into?.span ?? null, into }] : [];
  });

/** What a run tells without its measured values: stages, kind, faults, and whether it goes on. */
const outlineOf = ({ kind, endedAt, mains, switches, sets, ups, faults }: RunRecord): string => {
  const courses = [
    ...Object.values(mains),
    ...Object.values(switches),
    ...sets.map(({ course }) => course),
    ...ups.map(({ course }) => course),
  ];
  return JSON.stringify([
    kind,
    endedAt,
    courses.map(({ marks }) => marks),
    faults.map(({ kind: fault, equipment }) => [fault, equipment]),
  ]);
};

/** Does a run say something new of the same run? A further minute of load is none: that is kept at the end. */
export const isNews = (before: RunRecord | null, after: RunRecord): boolean =>
  before === null || outlineOf(before) !== outlineOf(after);
