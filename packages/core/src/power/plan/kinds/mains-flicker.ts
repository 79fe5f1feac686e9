import { defineTestKind } from '../test-kind.ts';

/** Scenario H of domain.md 6.4: the mains is away for less than the start delay, and nothing starts. */
export const mainsFlicker = defineTestKind({
  id: 'mains-flicker',
  name: { en: 'Yearly mains flicker', nl: 'Jaarlijkse netdip' },
  source: 'site practice; domain.md 6.4, scenario H',
  of: 'ats',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'H',
  ruleSet: 'site-flicker',
  checklist: 'run',
});
