import type { Instant } from '../reading/reading.ts';
import { type Scenario, scenarioById } from './scenarios/index.ts';
import type { TestWindow } from './supply.ts';

/** A test that somebody announced before it began: of which equipment, by which scenario, and how long it may take. Ends are true time. */
export interface AnnouncedTest {
  readonly id: string;
  readonly siteId: string;
  readonly scenario: string;
  /** Ids of the equipment that takes part. */
  readonly equipment: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
  /** Who does it and what is done, for whoever finds its alarms quiet. */
  readonly note: string;
  readonly announcedAt: Instant;
  readonly announcedBy: string;
  readonly cancelledAt: Instant | null;
  readonly cancelledBy: string | null;
}

export const endOfTest = ({ until, cancelledAt }: Pick<AnnouncedTest, 'until' | 'cancelledAt'>): Instant =>
  Math.min(until, cancelledAt ?? Number.POSITIVE_INFINITY);

export const isTestOpen = (test: AnnouncedTest, now: Instant): boolean => test.from <= now && now < endOfTest(test);

/** Equipment that is being tested at an instant. */
export const testedAt = (tests: readonly AnnouncedTest[], now: Instant): ReadonlySet<string> =>
  new Set(tests.filter((test) => isTestOpen(test, now)).flatMap(({ equipment }) => equipment));

/** What recognition is told of tests; one that was cancelled before it began is none. */
export const testWindowsOf = (tests: readonly AnnouncedTest[]): readonly TestWindow[] =>
  tests.flatMap((test): TestWindow[] => {
    const until = endOfTest(test);
    const scenario = scenarioById(test.scenario);
    if (until <= test.from || scenario === null) return [];
    return [{ from: test.from, until, equipment: test.equipment, losesMains: scenario.losesMains }];
  });

/** The scenario of a test as people call it: "B, black building". */
export const scenarioName = ({ id, name }: Scenario, locale: 'en' | 'nl'): string => `${id}, ${name[locale]}`;
