import type { Words } from '../../quantity/define.ts';
import type { EquipmentKind } from '../../site/location.ts';
import type { CalendarSpan } from './calendar.ts';

/** What a test is asked of. */
export const testedKinds = ['genset', 'ats', 'ups'] as const satisfies readonly EquipmentKind[];
export type TestedKind = (typeof testedKinds)[number];

/**
 * One thing that is asked of emergency power again and again. `every`: from the last that counted to the day it is due; `askedBeforeDays`: so long
 * before that day it is called due; `leastDays`: sooner after the last that counted proves nothing new; `graceDays`: so long after the due day it is not
 * late yet; `mostDays`: at most so long after the last that counted, where the text names that instead.
 */
export interface TestKind {
  readonly id: string;
  readonly name: Words;
  /** Where it comes from: the text it follows, and the clause or page of our reference. */
  readonly source: string;
  readonly of: TestedKind;
  readonly every: CalendarSpan;
  readonly askedBeforeDays: number;
  readonly leastDays: number;
  readonly graceDays: number;
  readonly mostDays: number | null;
  /** Only a run that was announced as this scenario counts; null: any run. */
  readonly scenario: string | null;
  /** The rule set by which a recognised run counts; a plan may name another. Null: a signed record counts instead. */
  readonly ruleSet: string | null;
  /** What a person looks at and reads off. */
  readonly checklist: string;
}

export const defineTestKind = (kind: TestKind): TestKind => kind;
