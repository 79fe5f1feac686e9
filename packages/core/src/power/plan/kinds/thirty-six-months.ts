import { defineTestKind } from '../test-kind.ts';

/** Four hours, or the class of the site if that is less. */
export const thirtySixMonths = defineTestKind({
  id: '36-months',
  name: { en: 'Every 36 months, four hours', nl: 'Elke 36 maanden, vier uur' },
  source: 'NFPA 110, level 1; domain.md 6.1',
  of: 'genset',
  every: { months: 36 },
  askedBeforeDays: 60,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: null,
  ruleSet: 'nfpa-110-36-months',
  checklist: 'run',
});
