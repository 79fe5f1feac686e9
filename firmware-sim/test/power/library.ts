import * as story from './recorded.ts';
import { type ExpectedRun, type ExpectedVerdict, type Recorded, recorded } from './recorded.ts';

const { lost, back, ill, healed, sticks, mode, auto, byHand, upsTest, upsModule, calm } = story;

const GOOD = 'cranking run-up rated on-load cool-down stopping ready';
const NO_LOAD = 'cranking run-up rated cool-down stopping ready';
const TRIES = 'cranking pause cranking pause cranking';
const one = (stages: string) => ({ 'genset-1': stages });
const two = (first: string, second = GOOD) => ({ 'genset-1': first, 'genset-2': second });

const verdict = (outcome: ExpectedVerdict['outcome'], ...why: readonly string[]): ExpectedVerdict => ({
  set: 'short',
  outcome,
  why,
});
const by = (set: string, { outcome, why }: ExpectedVerdict): ExpectedVerdict => ({ set, outcome, why });
const pass = verdict('pass');

const outage = (more: Partial<ExpectedRun> = {}): ExpectedRun => ({
  ...{ kind: 'outage', reason: 'mains-lost', stages: one(GOOD), faults: [], verdict: pass },
  ...more,
});
const test = (more: Partial<ExpectedRun> = {}): ExpectedRun => ({ ...outage(), kind: 'test', reason: 'test-mode', ...more });
const announced = (more: Partial<ExpectedRun> = {}): ExpectedRun => test({ reason: 'announced', ...more });
const strange = (reason: string, more: Partial<ExpectedRun>): ExpectedRun => ({
  ...outage(),
  kind: 'unexplained',
  reason,
  ...more,
});

const each = (seeds: readonly number[], make: (seed: number) => Recorded): readonly Recorded[] => seeds.map(make);

/** Runs that go as they should. */
const good: readonly Recorded[] = [
  ...each([1, 2, 3], (seed) =>
    recorded({ name: `outage, one set, ${seed}`, seed, seconds: 560, steps: [lost(), back(240)], expect: outage() }),
  ),
  ...each([4, 5, 6], (seed) =>
    recorded({
      name: `outage, two sets, ${seed}`,
      seed,
      sets: 2,
      seconds: 560,
      steps: [lost(), back(240)],
      expect: outage({ stages: two(GOOD) }),
    }),
  ),
  ...each([7, 8, 9], (seed) =>
    recorded({
      name: `monthly test, ${seed}`,
      scenario: 'A',
      seed,
      seconds: 520,
      steps: [mode(0, 'test'), auto(280)],
      expect: test(),
    }),
  ),
  ...each([10, 11], (seed) =>
    recorded({
      ...{ name: `monthly test of one of two sets, ${seed}`, scenario: 'A', seed, sets: 2, seconds: 520 },
      steps: [mode(0, 'test', 'genset-2'), auto(280)],
      expect: test({ stages: { 'genset-2': GOOD } }),
    }),
  ),
  ...each([12, 13, 14], (seed) =>
    recorded({
      ...{ name: `black building, announced, ${seed}`, scenario: 'B', seed, sets: 2, seconds: 560, isAnnounced: true },
      steps: [lost(), back(240)],
      expect: announced({ stages: two(GOOD) }),
    }),
  ),
];

/** Full half hours against the real rule sets. */
const judged: readonly Recorded[] = [
  recorded({
    ...{ name: 'half an hour for the site rules', scenario: 'A', seed: 21, seconds: 2250, change: { coolDownSeconds: 150 } },
    steps: [mode(0, 'test'), auto(1880)],
    expect: test({ verdict: by('site-loaded', pass) }),
  }),
  recorded({
    ...{ name: 'half an hour for NFPA 110, a month after the last', scenario: 'A', seed: 22, seconds: 2250, previousDays: 30 },
    steps: [mode(0, 'test'), auto(1880)],
    expect: test({ verdict: by('nfpa-110-monthly', pass), sparse: by('nfpa-110-monthly', verdict('inconclusive', 'timing')) }),
  }),
  recorded({
    ...{ name: 'half an hour for NFPA 110, a week after the last', scenario: 'A', seed: 22, seconds: 2250, previousDays: 7 },
    steps: [mode(0, 'test'), auto(1880)],
    expect: test({
      verdict: by('nfpa-110-monthly', verdict('fail', 'interval')),
      sparse: by('nfpa-110-monthly', verdict('fail', 'interval', 'timing')),
    }),
  }),
  recorded({
    ...{ name: 'twenty-eight minutes of load', scenario: 'A', seed: 22, seconds: 2050 },
    steps: [mode(0, 'test'), auto(1690)],
    expect: test({
      verdict: by('nfpa-110-monthly', verdict('fail', 'load-profile')),
      sparse: by('nfpa-110-monthly', verdict('fail', 'load-profile', 'timing')),
    }),
  }),
  recorded({
    ...{ name: 'half an hour at a quarter of the nameplate', scenario: 'A', seed: 22, seconds: 2250, itKw: 93 },
    steps: [mode(0, 'test'), auto(1880)],
    expect: test({
      verdict: by('nfpa-110-monthly', verdict('fail', 'load-profile')),
      sparse: by('nfpa-110-monthly', verdict('fail', 'load-profile', 'timing')),
    }),
  }),
];

/** Sets that do not start, or hardly. */
const starting: readonly Recorded[] = [
  ...each([31, 32], (seed) =>
    recorded({
      ...{ name: `one of two does not start, ${seed}`, scenario: 'C', seed, sets: 2, seconds: 560 },
      steps: [ill({ failedAttempts: 9 }), lost(), back(240)],
      expect: outage({
        stages: two(`${TRIES} shutdown`),
        faults: ['fail-to-start genset-1'],
        verdict: verdict('fail', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  ...each([33, 34], (seed) =>
    recorded({
      ...{ name: `the only one does not start, ${seed}`, scenario: 'C', seed, seconds: 400 },
      steps: [ill({ failedAttempts: 9 }), lost(), back(240)],
      expect: outage({
        stages: one(`${TRIES} shutdown`),
        faults: ['fail-to-start genset-1'],
        verdict: verdict('fail', 'both-ways', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  ...each([35, 36, 37], (seed) =>
    recorded({
      ...{ name: `starts at the third attempt, ${seed}`, seed, seconds: 600 },
      steps: [ill({ failedAttempts: 2 }), lost(), back(300)],
      expect: outage({
        stages: one(`${TRIES} run-up rated on-load cool-down stopping ready`),
        verdict: verdict('fail', 'timing'),
      }),
    }),
  ),
  recorded({
    ...{ name: 'starts at the second attempt', seed: 38, seconds: 560 },
    steps: [ill({ failedAttempts: 1 }), lost(), back(240)],
    expect: outage({
      stages: one('cranking pause cranking run-up rated on-load cool-down stopping ready'),
      verdict: verdict('fail', 'timing'),
      sparse: verdict('inconclusive', 'timing'),
    }),
  }),
  recorded({
    ...{ name: 'left in stop', seed: 39, seconds: 340 },
    steps: [mode(-30, 'stop'), lost(), back(200)],
    expect: outage({
      stages: {},
      faults: ['fail-to-start genset-1'],
      verdict: verdict('fail', 'back-in-auto', 'both-ways', 'load-profile', 'no-faults'),
    }),
  }),
  recorded({
    ...{ name: 'one of two left in manual', seed: 40, sets: 2, seconds: 560 },
    steps: [mode(-30, 'manual'), lost(), back(240)],
    expect: outage({
      stages: { 'genset-2': GOOD },
      faults: ['fail-to-start genset-1'],
      verdict: verdict('fail', 'back-in-auto', 'no-faults'),
    }),
  }),
];

/** Switches that do not do their work. */
const switching: readonly Recorded[] = [
  ...each([41, 42, 43], (seed) =>
    recorded({
      ...{ name: `transfers late, ${seed}`, seed, seconds: 640 },
      steps: [sticks({ lateSeconds: 70 }), lost(), back(300)],
      expect: outage({
        faults: ['fail-to-transfer genset-1'],
        verdict: verdict('fail', 'no-faults', 'timing'),
        sparse: verdict('fail', 'no-faults', 'timing'),
      }),
    }),
  ),
  ...each([44, 45], (seed) =>
    recorded({
      ...{ name: `sticks on the mains, ${seed}`, scenario: 'E', seed, seconds: 440 },
      steps: [sticks({ isStuckOnMains: true }), lost(), back(180)],
      expect: outage({
        stages: one(NO_LOAD),
        faults: ['fail-to-transfer genset-1'],
        verdict: verdict('fail', 'both-ways', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  ...each([46, 47, 48], (seed) =>
    recorded({
      ...{ name: `does not go back, ${seed}`, seed, seconds: 900 },
      steps: [sticks({ isStuckOnGenerator: true }), lost(), back(240), healed(560)],
      expect: outage({ faults: ['fail-to-retransfer ats-1'], verdict: verdict('fail', 'no-faults') }),
    }),
  ),
];

/** Sets that fall off, or do not stop. */
const running: readonly Recorded[] = [
  ...each([51, 52], (seed) =>
    recorded({
      ...{ name: `trips on load, ${seed}`, seed, seconds: 460 },
      steps: [ill({ tripAfterSeconds: 90 }), lost(), back(240)],
      expect: outage({
        stages: one('cranking run-up rated on-load shutdown'),
        faults: ['trip-on-load genset-1'],
        verdict: verdict('fail', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  ...each([53, 54], (seed) =>
    recorded({
      ...{ name: `one of two trips, the other carries, ${seed}`, seed, sets: 2, seconds: 560 },
      steps: [ill({ tripAfterSeconds: 60 }), lost(), back(240)],
      expect: outage({
        stages: two('cranking run-up rated on-load shutdown'),
        faults: ['trip-on-load genset-1'],
        verdict: verdict('fail', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  ...each([55, 56], (seed) =>
    recorded({
      ...{ name: `its breaker opens, ${seed}`, seed, seconds: 640 },
      steps: [ill({ opensAfterSeconds: 100 }), lost(), back(150)],
      expect: outage({ faults: ['trip-on-load genset-1'], verdict: verdict('fail', 'load-profile', 'no-faults') }),
    }),
  ),
  ...each([57, 58], (seed) =>
    recorded({
      ...{ name: `does not stop, ${seed}`, seed, seconds: 900 },
      steps: [ill({ neverStops: true }), lost(), back(240), healed(700)],
      expect: outage({ faults: ['fail-to-stop genset-1'], verdict: verdict('fail', 'no-faults') }),
    }),
  ),
  recorded({
    ...{ name: 'oil pressure low while it carries', seed: 59, seconds: 560 },
    steps: [ill({ oilKpa: 170 }), lost(), back(240)],
    expect: outage({ verdict: verdict('fail', 'engine-health') }),
  }),
];

/** The mains that comes and goes. */
const again: readonly Recorded[] = [
  ...each([61, 62, 63], (seed) =>
    recorded({
      ...{ name: `fails again during the cool-down, ${seed}`, seed, seconds: 900 },
      steps: [lost(), back(240), lost(345), back(500)],
      expect: outage({ stages: one('cranking run-up rated on-load cool-down on-load cool-down stopping ready') }),
    }),
  ),
  ...each([64, 65], (seed) =>
    recorded({
      ...{ name: `fails again before it went back, ${seed}`, seed, seconds: 640 },
      steps: [lost(), back(200), lost(230), back(320)],
      expect: outage(),
    }),
  ),
  ...each([66, 67], (seed) =>
    recorded({
      ...{ name: `is lost during a test, ${seed}`, seed, seconds: 700 },
      steps: [mode(0, 'test'), lost(120), back(200), auto(330)],
      expect: outage(),
    }),
  ),
  ...each([68, 69, 70], (seed) =>
    recorded({ name: `flickers, ${seed}`, scenario: 'H', seed, seconds: 240, steps: [lost(), back(1.75)], expect: null }),
  ),
];

/** Runs that nobody asked for. */
const unasked: readonly Recorded[] = [
  ...each([71, 72], (seed) =>
    recorded({
      ...{ name: `by hand without load, ${seed}`, seed, seconds: 420 },
      steps: [mode(0, 'manual'), byHand(5, ['genset-1']), byHand(180, []), auto(260)],
      expect: strange('by-hand', { stages: one(NO_LOAD), verdict: by('site-no-load', verdict('inconclusive', 'explained')) }),
    }),
  ),
  recorded({
    ...{ name: 'by hand, announced, and left in manual', seed: 73, seconds: 420, isAnnounced: true },
    steps: [mode(0, 'manual'), byHand(5, ['genset-1']), byHand(180, [])],
    expect: announced({ stages: one(NO_LOAD), verdict: by('site-no-load', verdict('fail', 'back-in-auto')) }),
  }),
];

/** Data that are missing, and clocks that are wrong. */
const blind: readonly Recorded[] = [
  ...each([81, 82], (seed) =>
    recorded({
      ...{
        name: `the set is silent in the middle, ${seed}`,
        seed,
        seconds: 560,
        gaps: [{ equipment: 'genset-1', from: 140, until: 200 }],
      },
      steps: [lost(), back(240)],
      expect: outage({ faults: ['data-lost genset-1'], verdict: verdict('inconclusive', 'data-complete', 'load-profile') }),
    }),
  ),
  ...each([83, 84], (seed) =>
    recorded({
      ...{
        name: `the switch is silent at the start, ${seed}`,
        seed,
        seconds: 560,
        gaps: [{ equipment: 'ats-1', from: 50, until: 110 }],
      },
      steps: [lost(), back(240)],
      expect: outage({ faults: ['data-lost ats-1'], verdict: verdict('inconclusive', 'data-complete', 'timing') }),
    }),
  ),
  recorded({
    ...{
      name: 'the set is silent from load to rest',
      seed: 85,
      seconds: 640,
      gaps: [{ equipment: 'genset-1', from: 200, until: 560 }],
    },
    steps: [lost(), back(240)],
    expect: outage({
      faults: ['data-lost genset-1'],
      verdict: verdict('inconclusive', 'data-complete', 'load-profile', 'timing'),
    }),
  }),
  recorded({
    ...{
      name: 'the set is silent while it cools down',
      seed: 86,
      seconds: 560,
      gaps: [{ equipment: 'genset-1', from: 380, until: 420 }],
    },
    steps: [lost(), back(240)],
    expect: outage(),
  }),
  recorded({
    ...{ name: 'a UPS is silent', seed: 87, seconds: 560, gaps: [{ equipment: 'ups-a', from: 65, until: 130 }] },
    steps: [lost(), back(240)],
    expect: outage(),
  }),
  ...each([88, 89], (seed) =>
    recorded({
      ...{
        name: `the UPS gateway is ahead, and known to be, ${seed}`,
        seed,
        seconds: 560,
        clocks: { 'ups-a': { aheadMs: 40_000, isKnown: true }, 'ups-b': { aheadMs: 40_000, isKnown: true } },
      },
      steps: [lost(), back(240)],
      expect: outage(),
    }),
  ),
  recorded({
    ...{
      name: 'the UPS gateway is ahead, and nobody knows',
      seed: 90,
      seconds: 560,
      clocks: { 'ups-a': { aheadMs: 25_000, isKnown: false } },
    },
    steps: [lost(), back(240)],
    expect: outage(),
  }),
];

/** Batteries, and things that are no run of an engine. */
const batteries: readonly Recorded[] = [
  ...each([91, 92], (seed) =>
    recorded({
      ...{ name: `the battery ends before a set carries, ${seed}`, seed, seconds: 520, change: { batteryKwh: 3 } },
      steps: [ill({ failedAttempts: 9 }), lost(), back(240)],
      expect: outage({
        stages: one(`${TRIES} shutdown`),
        faults: ['fail-to-start genset-1', 'ups-exhausted ups-a', 'ups-exhausted ups-b'],
        verdict: verdict('fail', 'both-ways', 'load-profile', 'no-faults'),
      }),
    }),
  ),
  recorded({
    ...{ name: 'a battery test that lasts', scenario: 'G', seed: 93, seconds: 900, change: { batteryKwh: 20 } },
    steps: [upsTest(0, ['ups-a']), upsTest(800, [])],
    expect: test({ reason: 'ups-test', stages: {}, verdict: by('site-battery', pass) }),
  }),
  recorded({
    ...{ name: 'a battery test that was ended early', scenario: 'G', seed: 94, seconds: 500 },
    steps: [upsTest(0, ['ups-a']), upsTest(200, [])],
    expect: test({ reason: 'ups-test', stages: {}, verdict: by('site-battery', verdict('inconclusive', 'autonomy')) }),
  }),
  recorded({ name: 'a UPS module fails', scenario: 'D', seed: 95, seconds: 240, steps: [upsModule(0), calm(100)], expect: null }),
  recorded({
    name: 'a tank leaks',
    scenario: 'F',
    seed: 96,
    seconds: 300,
    steps: [ill({ leakLitresPerHour: 9000 }, 'genset-1', 0)],
    expect: null,
  }),
  recorded({ name: 'a quiet quarter of an hour', seed: 97, seconds: 900, steps: [], expect: null }),
];

/** Every recording, good and bad. */
export const library: readonly Recorded[] = [
  ...good,
  ...judged,
  ...starting,
  ...switching,
  ...running,
  ...again,
  ...unasked,
  ...blind,
  ...batteries,
];
