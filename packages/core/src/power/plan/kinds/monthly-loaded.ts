import { defineTestKind } from '../test-kind.ts';

/** Scenario A of domain.md 6.4: half an hour with load, the start of it and the way back included. */
export const monthlyLoaded = defineTestKind({
  id: 'monthly-loaded',
  name: { en: 'Monthly run with load', nl: 'Maandelijkse run met belasting' },
  source: 'NFPA 110, 20 to 40 days apart; domain.md 6.1',
  of: 'genset',
  every: { months: 1 },
  askedBeforeDays: 7,
  leastDays: 20,
  graceDays: 10,
  mostDays: 40,
  scenario: null,
  ruleSet: 'site-loaded',
  checklist: 'run',
});
