import { type AnnouncedTest, endOfTest, isTestOpen, scenarioName } from '../power/announced-test.ts';
import { isSignOf, scenarioById } from '../power/scenarios/index.ts';
import type { Instant } from '../reading/reading.ts';
import type { Alarm } from './alarm.ts';
import { NOTHING_WITHHELD, type WithholdingDecision, weightier } from './withholding.ts';

/** What an alarm hangs on, as a test sees it. */
export interface ExpectedSubject {
  readonly equipmentId: string | null;
  readonly quantity: string | null;
  readonly isVital: boolean;
}

/** Why an alarm is quiet, for the journal: the same words for the same test, so that a test finds its alarms again. */
export function expectedReason(test: Pick<AnnouncedTest, 'id' | 'scenario' | 'note'>): string {
  const scenario = scenarioById(test.scenario);
  return `Expected by test ${scenario ? scenarioName(scenario, 'en') : test.scenario}: ${test.note} (${test.id.slice(-8)})`;
}

/** Does the alarm say something that its test shows, and not for longer than it may? When that ends; null for a real alarm. */
function expectedUntil(test: AnnouncedTest, subject: ExpectedSubject, alarm: Alarm): Instant | null {
  if (subject.equipmentId === null || !test.equipment.includes(subject.equipmentId) || alarm.raisedAt < test.from) return null;
  const signs = scenarioById(test.scenario)?.expects.filter(({ sign }) => isSignOf(sign, subject.quantity, alarm)) ?? [];
  if (signs.length === 0) return null;
  const most = Math.max(...signs.map(({ mostMinutes }) => (mostMinutes ?? Number.POSITIVE_INFINITY) * 60_000));
  return Math.min(endOfTest(test), alarm.clearedAt === null ? alarm.raisedAt + most : Number.POSITIVE_INFINITY);
}

/**
 * Is an alarm one that an announced test shows on purpose? Then it is recorded as suppressed while the test lasts, at most as long as its sign may. What was
 * there before the test, comes from other equipment, says something else, or is vital, is a real alarm.
 */
export function expectedBy(
  subject: ExpectedSubject,
  alarm: Alarm | null,
  at: { readonly tests: readonly AnnouncedTest[]; readonly now: Instant },
): WithholdingDecision {
  let decision = NOTHING_WITHHELD;
  if (alarm === null || subject.isVital) return decision;
  for (const test of at.tests) {
    if (!isTestOpen(test, at.now)) continue;
    const until = expectedUntil(test, subject, alarm);
    if (until === null || until <= at.now) continue;
    const said = { actor: test.announcedBy, reason: expectedReason(test), source: null };
    decision = weightier(decision, { kind: 'suppressed', by: test.id, until, since: test.from, ...said });
  }
  return decision;
}
