import { defineTestKind } from '../test-kind.ts';

/** Scenario G of domain.md 6.4: the battery of one feed, by order of the UPS. */
export const batteryDischarge = defineTestKind({
  id: 'battery-discharge',
  name: { en: 'Yearly battery discharge', nl: 'Jaarlijkse accuontlading' },
  source: 'site practice; domain.md 6.4, scenario G',
  of: 'ups',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: null,
  ruleSet: 'site-battery',
  checklist: 'run',
});
