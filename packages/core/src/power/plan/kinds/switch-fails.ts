import { defineTestKind } from '../test-kind.ts';

/** Scenario E: the transfer is inhibited, the second path feeds the load. */
export const switchFails = defineTestKind({
  id: 'switch-fails',
  name: { en: 'Yearly trial: the switch fails', nl: 'Jaarlijkse beproeving: omschakelaar faalt' },
  source: 'domain.md 6.4, scenario E',
  of: 'ats',
  every: { months: 12 },
  askedBeforeDays: 30,
  leastDays: 0,
  graceDays: 30,
  mostDays: null,
  scenario: 'E',
  ruleSet: null,
  checklist: 'trial',
});
