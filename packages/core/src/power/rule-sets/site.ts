import { defineRuleSet } from '../rule-set.ts';

const EDITION = 'Wachter site rules 1';
const time = (timing: string, limits: { readonly leastSeconds?: number; readonly mostSeconds?: number }, isRequired = true) => ({
  criterion: 'timing',
  params: { timing, ...limits },
  isRequired,
});

/** Plain rules for a European site (domain.md 6.3, 6.4): every stage in its time, half an hour at 30 %, and everything back as it was. */
export const siteLoaded = defineRuleSet({
  id: 'site-loaded',
  name: { en: 'Site: loaded run', nl: 'Locatie: belaste run' },
  edition: EDITION,
  lines: [
    { criterion: 'explained' },
    { criterion: 'data-complete' },
    { criterion: 'no-faults' },
    { criterion: 'attempts', params: { most: 3 } },
    time('crank', { mostSeconds: 15 }, false),
    time('rated', { mostSeconds: 30 }),
    time('total', { mostSeconds: 60 }),
    time('transfer', { mostSeconds: 30 }),
    time('back', { mostSeconds: 30 }),
    time('cool', { leastSeconds: 120 }),
    time('ups', { mostSeconds: 30 }, false),
    time('stable', { leastSeconds: 300 }, false),
    time('stop', { mostSeconds: 60 }, false),
    { criterion: 'load-profile', params: { steps: [{ share: 0.3, minutes: 30 }] } },
    { criterion: 'steady-band', params: { voltsShare: 0.05, hzShare: 0.025 } },
    { criterion: 'block-load', params: { performance: 'G2' }, isRequired: false },
    { criterion: 'engine-health' },
    { criterion: 'fuel-use', isRequired: false },
    { criterion: 'battery-back', isRequired: false },
    { criterion: 'both-ways' },
    { criterion: 'back-in-auto' },
  ],
});

/** The monthly run without load that is usual where a set cannot run beside the mains: it must start, be rated and stop. */
export const siteNoLoad = defineRuleSet({
  id: 'site-no-load',
  name: { en: 'Site: run without load', nl: 'Locatie: onbelaste run' },
  edition: EDITION,
  lines: [
    { criterion: 'explained', params: { kinds: ['test'] } },
    { criterion: 'data-complete' },
    { criterion: 'no-faults' },
    { criterion: 'attempts', params: { most: 3 } },
    time('rated', { mostSeconds: 30 }),
    { criterion: 'back-in-auto' },
  ],
});

/** Scenario G: the battery of one feed, by order. */
export const siteBattery = defineRuleSet({
  id: 'site-battery',
  name: { en: 'Site: battery discharge', nl: 'Locatie: accuontlading' },
  edition: EDITION,
  lines: [
    { criterion: 'explained', params: { kinds: ['test'] } },
    { criterion: 'autonomy', params: { ratedMinutes: 10 } },
  ],
});

/** Scenario H: a flicker of the mains starts nothing. */
export const siteFlicker = defineRuleSet({
  id: 'site-flicker',
  name: { en: 'Site: mains flicker', nl: 'Locatie: netdip' },
  edition: EDITION,
  lines: [{ criterion: 'no-start' }, { criterion: 'no-faults' }],
});

/** The monthly transfer of one switch, whatever the set behind it carried. */
export const siteTransfer = defineRuleSet({
  id: 'site-transfer',
  name: { en: 'Site: transfer both ways', nl: 'Locatie: heen en terug omschakelen' },
  edition: EDITION,
  lines: [{ criterion: 'explained' }, { criterion: 'both-ways' }],
});
