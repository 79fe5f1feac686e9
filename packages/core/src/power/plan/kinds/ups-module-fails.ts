import { defineTestKind } from '../test-kind.ts';

/** Scenario D: a module is isolated, the rest carries. */
export const upsModuleFails = defineTestKind({
  id: 'ups-module-fails',
  name: { en: 'Yearly trial: a UPS module fails', nl: 'Jaarlijkse beproeving: UPS-module valt uit' },
  source: 'domain.md 6.4, scenario D',
  of: 'ups',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'D',
  ruleSet: null,
  checklist: 'trial',
});
