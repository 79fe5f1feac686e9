import { defineTestKind } from '../test-kind.ts';

/** Looked at and read off by a person; no run is asked for. */
export const weeklyInspection = defineTestKind({
  id: 'weekly-inspection',
  name: { en: 'Weekly inspection', nl: 'Wekelijkse inspectie' },
  source: 'NFPA 110; domain.md 6.1',
  of: 'genset',
  every: { days: 7 },
  askedBeforeDays: 2,
  leastDays: 1,
  graceDays: 3,
  mostDays: null,
  scenario: null,
  ruleSet: null,
  checklist: 'inspection',
});
