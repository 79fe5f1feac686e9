import { defineTestKind } from '../test-kind.ts';

/** Scenario C: one set is blocked, the other carries. */
export const gensetFails = defineTestKind({
  id: 'genset-fails',
  name: { en: 'Yearly trial: a genset does not start', nl: 'Jaarlijkse beproeving: aggregaat start niet' },
  source: 'domain.md 6.4, scenario C',
  of: 'genset',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'C',
  ruleSet: null,
  checklist: 'trial',
});
