import { defineTestKind } from '../test-kind.ts';

/** Each transfer switch goes to the set and comes back. */
export const monthlyTransfer = defineTestKind({
  id: 'monthly-transfer',
  name: { en: 'Monthly transfer, both ways', nl: 'Maandelijks omschakelen, heen en terug' },
  source: 'NFPA 110; domain.md 6.1',
  of: 'ats',
  every: { months: 1 },
  askedBeforeDays: 7,
  leastDays: 20,
  graceDays: 10,
  mostDays: 40,
  scenario: null,
  ruleSet: 'site-transfer',
  checklist: 'run',
});
