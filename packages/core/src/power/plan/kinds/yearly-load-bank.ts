import { defineTestKind } from '../test-kind.ts';

/** Asked of a diesel whose monthly load is not met; harmless where it is. */
export const yearlyLoadBank = defineTestKind({
  id: 'yearly-load-bank',
  name: { en: 'Yearly 90 minutes with load', nl: 'Jaarlijks 90 minuten met belasting' },
  source: 'NFPA 110; domain.md 6.1',
  of: 'genset',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: null,
  ruleSet: 'nfpa-110-annual',
  checklist: 'run',
});
