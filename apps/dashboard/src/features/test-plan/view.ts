import { type Attempt, type Instant, type PlanEntry, planKey, type TurnState, type Words, wallClockAt } from '@wachter/core';
import type { ListedTest, SitePlan } from '@wachter/services/power/list-plan';

/** A test as the page shows it. Dates are those of the site. */
export interface TestView {
  readonly key: string;
  readonly entry: PlanEntry;
  readonly equipment: string;
  readonly name: Words;
  readonly state: TurnState;
  readonly sentence: Words;
  readonly dueOn: string;
  /** What was done and does not count, the newest first. */
  readonly refused: readonly RefusedView[];
  readonly last: SourceView | null;
  readonly days: readonly PlanDay[];
}

/** Where what was done can be read. */
export type SourceView = Attempt['source'];

export interface RefusedView {
  readonly source: SourceView;
  readonly at: Instant;
  readonly why: readonly Words[];
}

/** One mark in the calendar. */
export interface PlanDay {
  readonly date: string;
  readonly mark: TurnState | 'missed';
}

export interface PlanViewOfSite {
  readonly siteId: string;
  readonly siteName: string;
  readonly version: number;
  readonly today: string;
  readonly tests: readonly TestView[];
  readonly proposed: SitePlan['proposed'];
}

/** What the calendar knows of a test: when each turn was done or missed, and when it is due next. */
function daysOf({ status }: ListedTest, timeZone: string, today: string): readonly PlanDay[] {
  const past = status.past.map(
    ({ by, dueOn }): PlanDay =>
      by === null ? { date: dueOn, mark: 'missed' } : { date: wallClockAt(timeZone, by.at).date, mark: 'done' },
  );
  const { state, dueOn } = status;
  // A turn that lies ahead is not late itself, whatever was missed before it.
  const mark = state === 'done' ? 'planned' : state === 'overdue' && dueOn >= today ? 'due' : state;
  return [...past, { date: dueOn, mark }];
}

const testView = (test: ListedTest, timeZone: string, today: string): TestView => ({
  key: planKey(test.entry),
  entry: test.entry,
  equipment: test.equipment,
  name: test.kind.name,
  state: test.status.state,
  sentence: test.status.sentence,
  dueOn: test.status.dueOn,
  refused: test.status.refused.map(({ attempt, why }) => ({ source: attempt.source, at: attempt.at, why })),
  last: test.status.last?.source ?? null,
  days: daysOf(test, timeZone, today),
});

export const viewOf = ({ siteId, siteName, version, timeZone, tests, proposed }: SitePlan, now: Instant): PlanViewOfSite => {
  const today = wallClockAt(timeZone, now).date;
  return { siteId, siteName, version, proposed, today, tests: tests.map((test) => testView(test, timeZone, today)) };
};
