import { defineTestKind } from '../test-kind.ts';

/** Scenario F: the level is simulated. */
export const fuelLow = defineTestKind({
  id: 'fuel-low',
  name: { en: 'Yearly trial: fuel low', nl: 'Jaarlijkse beproeving: brandstof laag' },
  source: 'domain.md 6.4, scenario F',
  of: 'genset',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'F',
  ruleSet: null,
  checklist: 'trial',
});
