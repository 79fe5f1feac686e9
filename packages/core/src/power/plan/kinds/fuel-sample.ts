import { defineTestKind } from '../test-kind.ts';

/** What telemetry cannot see. */
export const fuelSample = defineTestKind({
  id: 'fuel-sample',
  name: { en: 'Yearly fuel sample', nl: 'Jaarlijks brandstofmonster' },
  source: 'site practice; domain.md 6.1',
  of: 'genset',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: null,
  ruleSet: null,
  checklist: 'fuel-sample',
});
