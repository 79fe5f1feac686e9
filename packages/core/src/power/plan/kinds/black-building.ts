import { defineTestKind } from '../test-kind.ts';

/** Scenario B of domain.md 6.4: the mains is taken from the whole building. */
export const blackBuilding = defineTestKind({
  id: 'black-building',
  name: { en: 'Yearly black-building test', nl: 'Jaarlijkse test met gebouw spanningsloos' },
  source: 'site practice; domain.md 6.1 and 6.4, scenario B',
  of: 'genset',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'B',
  ruleSet: 'site-loaded',
  checklist: 'run',
});
