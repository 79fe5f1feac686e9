import { defineRuleSet } from '../rule-set.ts';

/** NFPA 110 as domain.md 6.1 gives it, Type 10: the strictest common yardstick, also where it is no law. Compare with the bought text before it is printed as a requirement. */
const EDITION = 'after NFPA 110, Wachter rules 1';
const always = [{ criterion: 'explained' }, { criterion: 'data-complete' }, { criterion: 'no-faults' }] as const;
const started = [
  { criterion: 'timing', params: { timing: 'total', mostSeconds: 10 } },
  { criterion: 'attempts', params: { most: 3 } },
] as const;
const load = (...steps: readonly { readonly share: number; readonly minutes: number }[]) =>
  ({ criterion: 'load-profile', params: { steps } }) as const;

export const nfpa110Monthly = defineRuleSet({
  id: 'nfpa-110-monthly',
  name: { en: 'NFPA 110 monthly', nl: 'NFPA 110 maandelijks' },
  edition: EDITION,
  lines: [
    ...always,
    ...started,
    load({ share: 0.3, minutes: 30 }),
    { criterion: 'interval', params: { leastDays: 20, mostDays: 40 } },
    { criterion: 'both-ways' },
    { criterion: 'back-in-auto' },
  ],
});

/** Asked of a diesel whose monthly load is not met: a load bank, 90 minutes without a break. */
export const nfpa110Annual = defineRuleSet({
  id: 'nfpa-110-annual',
  name: { en: 'NFPA 110 annual load bank', nl: 'NFPA 110 jaarlijks met belastingsbank' },
  edition: EDITION,
  lines: [...always, load({ share: 0.5, minutes: 30 }, { share: 0.75, minutes: 60 }), { criterion: 'back-in-auto' }],
});

/** Level 1: four hours, or the class if that is less; a site of a lower class edits the minutes. */
export const nfpa110ThreeYears = defineRuleSet({
  id: 'nfpa-110-36-months',
  name: { en: 'NFPA 110 every 36 months', nl: 'NFPA 110 elke 36 maanden' },
  edition: EDITION,
  lines: [...always, ...started, load({ share: 0.3, minutes: 240 }), { criterion: 'back-in-auto' }],
});

/** Annual and 36 months in one: three hours at 30 %, the fourth at 75 %. */
export const nfpa110Combined = defineRuleSet({
  id: 'nfpa-110-annual-and-36-months',
  name: { en: 'NFPA 110 annual and 36 months in one', nl: 'NFPA 110 jaarlijks en 36 maanden in één' },
  edition: EDITION,
  lines: [...always, ...started, load({ share: 0.3, minutes: 180 }, { share: 0.75, minutes: 60 }), { criterion: 'back-in-auto' }],
});
