import { type LoadTime, loadTimes, type SetRun, type Silence } from './run.ts';

/** Load of at least `share` of nameplate for `minutes` without a break. */
export interface LoadStep {
  readonly share: number;
  readonly minutes: number;
}

/** A stretch of time on load. `kw` null: not known. `isEdge`: it lies between two samples, the set may or may not have carried. */
interface Piece {
  readonly ms: number;
  readonly kw: number | null;
  readonly isEdge: boolean;
}

const MINUTE = 60_000;

/**
 * One time on load, minute by minute from its first sample on load; a minute that a silence touches is a hole. The cool-down is not in it: it begins
 * where the load ends. Before and behind lie the moments that the samples leave open.
 */
function piecesOf({ from, to }: LoadTime, { tally, course }: SetRun, silences: readonly Silence[]): readonly Piece[] {
  const until = to === null ? (course.lastAt ?? from.by) : (to.after ?? from.by);
  const byStart = new Map(tally.minutes.map((minute) => [minute.from, minute.meanKw]));
  const count = Math.ceil(Math.max(0, until - from.by) / MINUTE);
  const minutes = Array.from({ length: count }, (_, index) => {
    const start = from.by + index * MINUTE;
    const ms = Math.min(MINUTE, until - start);
    const isHole = silences.some(({ span }) => span.by > start && (span.after ?? span.by) < start + ms);
    return { ms, kw: isHole ? null : (byStart.get(start) ?? null), isEdge: false };
  });
  const edge = (ms: number) => ({ ms, kw: null, isEdge: true });
  return [edge(from.after === null ? 0 : from.by - from.after), ...minutes, edge(to === null ? 0 : to.by - until)];
}

type Holds = (piece: Piece, step: LoadStep) => boolean;

/** Do the steps fit behind one another, the first piece being the beginning of the first step? */
function fits(pieces: readonly Piece[], steps: readonly LoadStep[], holds: Holds): boolean {
  let at = 0;
  for (const step of steps) {
    let left = step.minutes * MINUTE;
    for (; left > 0; at += 1) {
      const piece = pieces[at];
      if (piece === undefined || !holds(piece, step)) return false;
      left -= piece.ms;
    }
  }
  return true;
}

/** Moments at the ends belong to their neighbours: a step is not broken by them, nor begun. */
function withoutEdges(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter(({ isEdge }) => !isEdge);
}

function withEdges(pieces: readonly Piece[]): readonly Piece[] {
  const inner = withoutEdges(pieces);
  const first = inner[0];
  const last = inner.at(-1);
  if (first === undefined || last === undefined) return pieces;
  const longer = inner.with(0, { ...first, ms: first.ms + (pieces[0]?.ms ?? 0) });
  const end = longer.at(-1) ?? last;
  return longer.with(-1, { ...end, ms: end.ms + (pieces.at(-1)?.ms ?? 0) });
}

export interface ProfileFinding {
  /** It is certain that the steps were carried. */
  readonly isSure: boolean;
  /** They may have been carried: in minutes without data, within the accuracy of the meter, or between two samples. */
  readonly isPossible: boolean;
  /** Longest time without a break that is certain to have been at the share of the first step, milliseconds. */
  readonly longestMs: number;
}

/** `ratedKw` of the nameplate; `accuracy`: error of the power measured, share of the value; `silences` of the run. */
export interface ProfileQuestion {
  readonly ratedKw: number;
  readonly steps: readonly LoadStep[];
  readonly accuracy: number;
  readonly silences: readonly Silence[];
}

/** Did a set carry the steps one after another without a break? */
export function carriedProfile(set: SetRun, { ratedKw, steps, accuracy, silences }: ProfileQuestion): ProfileFinding {
  const surely: Holds = ({ kw }, step) => kw !== null && kw * (1 - accuracy) >= step.share * ratedKw;
  const perhaps: Holds = ({ kw }, step) => kw === null || kw * (1 + accuracy) >= step.share * ratedKw;
  const own = silences.filter(({ equipment }) => equipment === set.id);
  const times = loadTimes(set).map((time) => piecesOf(time, set, own));
  const anywhere = (pieces: readonly Piece[], holds: Holds) => pieces.some((_, index) => fits(pieces.slice(index), steps, holds));
  const [first] = steps;
  return {
    isSure: times.some((pieces) => anywhere(withoutEdges(pieces), surely)),
    isPossible: times.some((pieces) => anywhere(withEdges(pieces), perhaps)),
    longestMs: first ? Math.max(0, ...times.map((pieces) => longest(withoutEdges(pieces), (piece) => surely(piece, first)))) : 0,
  };
}

function longest(pieces: readonly Piece[], holds: (piece: Piece) => boolean): number {
  let best = 0;
  let run = 0;
  for (const piece of pieces) {
    run = holds(piece) ? run + piece.ms : 0;
    best = Math.max(best, run);
  }
  return best;
}
