import { dateOfDay, dayNumber, firstInstantAt, wallClockAt } from '../../oncall/zoned-time.ts';
import type { Words } from '../../quantity/define.ts';
import type { Instant } from '../../reading/reading.ts';
import { inBoth } from '../words.ts';
import type { Attempt } from './attempt.ts';
import { addSpan, backBy, sayDay } from './calendar.ts';
import type { TestKind } from './test-kind.ts';

/** One turn of a test that is over: done by an attempt, or missed. Days are dates of the site. */
export interface PastTurn {
  readonly dueOn: string;
  readonly latestOn: string;
  readonly by: Attempt | null;
  /** It was done after the latest day. */
  readonly isLate: boolean;
}

/** `planned`: not asked for yet, and nothing counted before; `done`: not asked for yet. */
export type TurnState = 'planned' | 'done' | 'due' | 'overdue';

export interface TestStatus {
  readonly state: TurnState;
  /** From this date on it is asked for, until then it should be done, and after that it is late. */
  readonly askedFrom: string;
  readonly dueOn: string;
  readonly latestOn: string;
  /** Since when it is overdue, true time; null when it is not. */
  readonly overdueSince: Instant | null;
  readonly last: Attempt | null;
  readonly past: readonly PastTurn[];
  /** What was done in this turn and does not count, the newest first, with the sentences that say why. */
  readonly refused: readonly { readonly attempt: Attempt; readonly why: readonly Words[] }[];
  readonly sentence: Words;
}

interface Turn {
  readonly countsFrom: number;
  readonly dueDay: number;
  readonly latestDay: number;
}

/** The turn after something that counted, or was missed, on a day. */
function turnAfter(kind: TestKind, day: number): Turn {
  const dueDay = addSpan(day, kind.every);
  return {
    countsFrom: day + kind.leastDays,
    dueDay,
    latestDay: kind.mostDays === null ? dueDay + kind.graceDays : day + kind.mostDays,
  };
}

/** The first turn of a plan: what was done up to one interval before it counts for it. */
const firstTurn = (kind: TestKind, dueDay: number): Turn => ({
  countsFrom: backBy(dueDay, kind.every),
  dueDay,
  latestDay: dueDay + kind.graceDays,
});

interface Walk {
  readonly turn: Turn;
  readonly past: readonly PastTurn[];
  readonly last: Attempt | null;
  readonly lastDay: number | null;
  /** The latest day of the first turn missed since the last that counted. */
  readonly lateSince: number | null;
  readonly refused: TestStatus['refused'];
}

const pastOf = ({ dueDay, latestDay }: Turn, by: Attempt | null, day: number): PastTurn => ({
  dueOn: dateOfDay(dueDay),
  latestOn: dateOfDay(latestDay),
  by,
  isLate: by !== null && day > latestDay,
});

/** A turn is missed when the next one is asked for already; the next is reckoned from the day this one was due. */
function missed(walk: Walk, kind: TestKind, day: number): Walk {
  let now = walk;
  for (;;) {
    const { turn } = now;
    const next = turnAfter(kind, turn.dueDay);
    if (day <= turn.latestDay || day < next.dueDay - kind.askedBeforeDays) return now;
    const lateSince = now.lateSince ?? turn.latestDay;
    now = { ...now, turn: next, past: [...now.past, pastOf(turn, null, day)], lateSince, refused: [] };
  }
}

function withAttempt(walk: Walk, attempt: Attempt, how: { readonly kind: TestKind; readonly day: number }): Walk {
  const { kind, day } = how;
  if (walk.lastDay === null && walk.lateSince === null && day < walk.turn.countsFrom) return walk;
  const now = missed(walk, kind, day);
  const isTooEarly = now.lastDay !== null && day < now.lastDay + kind.leastDays;
  const why = [...attempt.why, ...(isTooEarly && now.lastDay !== null ? [tooEarly(kind, day - now.lastDay)] : [])];
  if (why.length > 0) return { ...now, refused: [{ attempt, why }, ...now.refused] };
  return {
    turn: turnAfter(kind, day),
    past: [...now.past, pastOf(now.turn, attempt, day)],
    last: attempt,
    lastDay: day,
    lateSince: null,
    refused: [],
  };
}

const tooEarly = ({ leastDays }: TestKind, days: number): Words => ({
  en: `It came ${days === 1 ? '1 day' : `${days} days`} after the last that counted; at least ${leastDays} are asked.`,
  nl: `Hij kwam ${days === 1 ? '1 dag' : `${days} dagen`} na de vorige die telde; gevraagd zijn er ten minste ${leastDays}.`,
});

/**
 * Where a test stands at `now`, from the day it was first due and everything that was done. Turns are reckoned in days of the site's time zone: a
 * turn is late from the first instant of the day after its latest. Attempts may come in any order. More time alone never makes what is overdue less so.
 */
export function statusOf(
  asked: { readonly kind: TestKind; readonly firstDueOn: string; readonly attempts: readonly Attempt[] },
  at: { readonly now: Instant; readonly timeZone: string },
): TestStatus {
  const { kind } = asked;
  const dayOf = (instant: Instant) => dayNumber(wallClockAt(at.timeZone, instant).date);
  const firstDay = dayNumber(asked.firstDueOn);
  let walk: Walk = {
    ...{ turn: firstTurn(kind, firstDay), past: [], last: null, lastDay: null, lateSince: null, refused: [] },
  };
  for (const attempt of asked.attempts.toSorted((a, b) => a.at - b.at)) {
    if (attempt.at <= at.now) walk = withAttempt(walk, attempt, { kind, day: dayOf(attempt.at) });
  }
  const today = dayOf(at.now);
  const { turn, past, last, lateSince, refused } = missed(walk, kind, today);
  const lateDay = lateSince ?? (today > turn.latestDay ? turn.latestDay : null);
  const askedDay = turn.dueDay - kind.askedBeforeDays;
  const state = lateDay !== null ? 'overdue' : today >= askedDay ? 'due' : last ? 'done' : 'planned';
  return {
    state,
    askedFrom: dateOfDay(askedDay),
    dueOn: dateOfDay(turn.dueDay),
    latestOn: dateOfDay(turn.latestDay),
    overdueSince: lateDay === null ? null : firstInstantAt(at.timeZone, lateDay + 1, 0),
    last,
    past,
    refused,
    sentence: sentenceOf({ state, turn, lateDay, lastDay: last === null ? null : dayOf(last.at) }),
  };
}

function sentenceOf(found: {
  readonly state: TurnState;
  readonly turn: Turn;
  readonly lateDay: number | null;
  readonly lastDay: number | null;
}): Words {
  const { state, turn, lateDay, lastDay } = found;
  return inBoth((locale) => {
    const isDutch = locale === 'nl';
    const due = sayDay(turn.dueDay, locale);
    const counted =
      lastDay === null
        ? isDutch
          ? 'Nog geen enkele telde.'
          : 'None has counted yet.'
        : isDutch
          ? `De laatste die telde was op ${sayDay(lastDay, locale)}.`
          : `The last that counted was on ${sayDay(lastDay, locale)}.`;
    if (lateDay !== null) {
      const latest = sayDay(lateDay, locale);
      return isDutch ? `Had uiterlijk ${latest} gemoeten. ${counted}` : `Was asked for by ${latest}. ${counted}`;
    }
    if (state === 'due') {
      const latest = sayDay(turn.latestDay, locale);
      return isDutch
        ? `Te doen op ${due}, uiterlijk ${latest}. ${counted}`
        : `Due on ${due}, ${latest} at the latest. ${counted}`;
    }
    return isDutch ? `De volgende is op ${due}. ${counted}` : `The next is due on ${due}. ${counted}`;
  });
}
