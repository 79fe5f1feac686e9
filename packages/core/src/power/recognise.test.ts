import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRun } from './judge-run.ts';
import { momentsOf, momentWords } from './moments.ts';
import { type PowerObservation, powerQuantities, samplesOf } from './observation.ts';
import { openRun, recogniseRuns, startRecognition, stepRecognition } from './recognise.ts';
import { ruleSets } from './rule-sets/index.ts';
import { mainsFailures, type RunRecord } from './run.ts';
import type { EmergencySupply, TestWindow } from './supply.ts';
import { supplyOf } from './supply-of.ts';
import { goodOutage, leg, oneSet, pieces, T0, trace } from './trace.scenario.ts';

const nobody = { now: T0, previousAt: null, laterCharges: [], names: {} };
const { rest, mainsLost, mainsBack, started, transferred, returned, stopped } = pieces;
const END = 3400;
const recognise = (
  observations: readonly PowerObservation[],
  how: { readonly supply?: EmergencySupply; readonly windows?: readonly TestWindow[]; readonly until?: number } = {},
): readonly RunRecord[] =>
  recogniseRuns(observations, { supply: how.supply ?? oneSet, windows: how.windows ?? [] }, T0 + (how.until ?? END) * 1000);
const only = (runs: readonly RunRecord[]): RunRecord => {
  expect(runs).toHaveLength(1);
  return runs[0] ?? expect.fail('no run');
};
const stagesOf = (run: RunRecord) => run.sets[0]?.course.marks.map(({ phase }) => phase);
const faultsIn = (run: RunRecord) => run.faults.map(({ kind }) => kind);

describe('a run', () => {
  it.each([1, 10])('is recognised with its stages at %i s sampling', (everySeconds) => {
    const run = only(recognise(trace(goodOutage, { until: END, everySeconds })));
    expect(run).toMatchObject({ kind: 'outage', reason: 'mains-lost', faults: [], silences: [] });
    expect(stagesOf(run)).toEqual(['cranking', 'run-up', 'rated', 'on-load', 'cool-down', 'stopping', 'ready']);
    expect(run.switches['ats-1']?.marks.map(({ phase }) => phase)).toEqual(['open', 'generator', 'open', 'mains']);
    expect(run.ups[0]?.course.marks.map(({ phase }) => phase)).toEqual(['battery', 'line']);
    const truth = [3, 7, 10, 15, 2999, 3300, 3312].map((second) => T0 + second * 1000);
    run.sets[0]?.course.marks.forEach(({ span }, index) => {
      const true_ = truth[index] ?? 0;
      expect([span.after ?? 0, span.by, true_].toSorted((a, b) => a - b)).toEqual([span.after, true_, span.by]);
      expect(span.by - (span.after ?? 0)).toBeLessThanOrEqual(everySeconds * 1000);
    });
  });

  it('says of a stage that nobody saw that nobody saw it', () => {
    const run = only(recognise(trace(goodOutage, { until: END, everySeconds: 10 })));
    expect(run.sets[0]?.course.marks.filter(({ isSeen }) => !isSeen).map(({ phase }) => phase)).toEqual(['run-up']);
  });

  it('measures load by the minute without the cool-down, the lowest cranking voltage, and fuel', () => {
    const { tally } = only(recognise(trace(goodOutage, { until: END }))).sets[0] ?? expect.fail('no set');
    expect(tally.minutes).toHaveLength(50);
    expect(tally.minutes[0]).toMatchObject({ meanKw: 200, samples: 60 });
    expect(tally).toMatchObject({ lowestCrankVolts: 21, firstFuel: 90, lastFuel: 89, lowestOilKpa: 420, highestCoolantC: 80 });
    expect(tally.steadyHz).toEqual([50, 50]);
  });

  it('is known while it goes on', () => {
    const run = only(recognise(trace(goodOutage, { until: 60 }), { until: 60 }));
    expect(run).toMatchObject({ endedAt: null, kind: 'outage', faults: [] });
    expect(stagesOf(run)?.at(-1)).toBe('on-load');
  });

  it('goes on when the mains fails again during the cool-down, without a new start', () => {
    const again = [...goodOutage.filter(({ from }) => from < 3100), ...mainsLost(3100), ...transferred(3104), mainsBack(3200)];
    const run = only(recognise(trace([...again, ...returned(3300), ...stopped(3380)], { until: 3600 }), { until: 3600 }));
    expect(stagesOf(run)).toEqual('cranking run-up rated on-load cool-down on-load cool-down stopping ready'.split(' '));
    expect(mainsFailures(run)).toHaveLength(2);
    expect(run.faults).toEqual([]);
  });

  it('is read from speed, volts and kilowatts where the controller tells no state', () => {
    const speed = (from: number, rpm: number, kw = 0) =>
      leg('genset-1', from, {
        'engine-speed': rpm,
        'generator-voltage': rpm > 1400 ? 230 : 0,
        'generator-frequency': rpm / 30,
        'generator-power': kw,
      });
    const legs = [
      leg('ats-1', -60, { 'mains-voltage': 231, 'ats-position': 'mains' }),
      speed(-60, 0),
      leg('ats-1', 0, { 'mains-voltage': 0 }),
      ...[speed(3, 200), speed(9, 0), speed(20, 210), speed(24, 900), speed(27, 1500), speed(32, 1500, 180)],
      leg('ats-1', 31, { 'ats-position': 'generator' }),
      leg('ats-1', 600, { 'mains-voltage': 231 }),
      leg('ats-1', 900, { 'ats-position': 'mains' }),
      ...[speed(900, 1500), speed(1100, 800), speed(1105, 0)],
    ];
    const run = only(recognise(trace(legs, { until: 1300 }), { until: 1300 }));
    expect(stagesOf(run)).toEqual('cranking pause cranking run-up rated on-load cool-down stopping ready'.split(' '));
    expect(run.faults).toEqual([]);
  });
});

describe('what a run was', () => {
  const noMainsLoss = [...rest, ...started(3), ...transferred(15), ...returned(2400), ...stopped(2700)];
  const inMode = (mode: string) => [
    ...noMainsLoss,
    leg('genset-1', 1, { 'genset-mode': mode }),
    leg('genset-1', 2399, { 'genset-mode': 'auto' }),
  ];

  it.each([
    ['test', 'test', 'test-mode'],
    ['manual', 'unexplained', 'by-hand'],
    ['auto', 'unexplained', 'nobody-asked'],
  ])('with the mains good and the controller in %s is %s', (mode, kind, reason) => {
    expect(only(recognise(trace(inMode(mode), { until: END })))).toMatchObject({ kind, reason, faults: [] });
  });

  it('is a test when it was announced, even with the mains taken away', () => {
    const window = { from: T0 - 60_000, until: T0 + 60_000, equipment: ['genset-1'], losesMains: true };
    const kindOf = (more: Partial<TestWindow>) =>
      only(recognise(trace(goodOutage, { until: END }), { windows: [{ ...window, ...more }] }));
    expect(kindOf({})).toMatchObject({ kind: 'test', reason: 'announced' });
    expect(kindOf({ losesMains: false })).toMatchObject({ kind: 'outage', reason: 'mains-lost' });
    expect(kindOf({ equipment: ['genset-2'] })).toMatchObject({ kind: 'outage' });
    expect(kindOf({ from: T0 + 30_000 })).toMatchObject({ kind: 'outage' });
  });

  it('is an outage when the mains is lost while a test runs', () => {
    const legs = [...inMode('test'), ...[leg('ats-1', 600, { 'mains-voltage': 0 }), leg('ats-1', 900, { 'mains-voltage': 231 })]];
    expect(only(recognise(trace(legs, { until: END })))).toMatchObject({ kind: 'outage', faults: [] });
  });

  it('is unexplained when nothing is known of the mains', () => {
    const legs = noMainsLoss.filter(({ equipment }) => equipment === 'genset-1');
    expect(only(recognise(trace(legs, { until: END })))).toMatchObject({ kind: 'unexplained', reason: 'mains-unknown' });
  });

  it('is a UPS test when the battery is discharged by order, and none of the outage', () => {
    const legs = [
      ...rest,
      leg('ups-a', 10, { 'ups-state': 'cal' }),
      leg('ups-a', 500, { 'ups-state': 'low_battery' }),
      leg('ups-a', 510, { 'ups-state': 'on_line' }),
    ];
    expect(only(recognise(trace(legs, { until: 600 })))).toMatchObject({ kind: 'test', reason: 'ups-test', faults: [] });
  });

  it('is nothing while all is at rest', () => {
    expect(recognise(trace(rest, { until: 600 }))).toEqual([]);
  });
});

describe('a fault', () => {
  const shut = (from: number) =>
    leg('genset-1', from, { 'engine-state': 'shutdown', 'generator-power': 0, 'generator-voltage': 0, 'generator-frequency': 0 });
  const lineAgain = (from: number) => [mainsBack(from), leg('ups-a', from, { 'ups-state': 'on_line' })];
  const crank = (from: number) => leg('genset-1', from, { 'engine-state': 'cranking' });
  const pause = (from: number) => leg('genset-1', from, { 'engine-state': 'pause' });

  it.each([
    [
      'fail-to-start',
      'that used its attempts',
      [...mainsLost(0), crank(3), pause(18), crank(33), pause(48), crank(63), shut(78), ...lineAgain(300)],
    ],
    ['fail-to-start', 'that never began', [...mainsLost(0), ...lineAgain(300)]],
    [
      'fail-to-start',
      'that turns and gets no volts',
      [...mainsLost(0), crank(3), leg('genset-1', 7, { 'engine-state': 'starting' }), ...lineAgain(300)],
    ],
    [
      'fail-to-transfer',
      'that is late',
      [...mainsLost(0), ...started(3), ...transferred(60), ...lineAgain(300), ...returned(600), ...stopped(900)],
    ],
    [
      'trip-on-load',
      'by protection',
      [
        ...mainsLost(0),
        ...started(3),
        ...transferred(15),
        shut(120),
        leg('ats-1', 121, { 'ats-position': 'mains' }),
        ...lineAgain(300),
      ],
    ],
    [
      'trip-on-load',
      'by a breaker while the mains is away',
      [...mainsLost(0), ...started(3), ...transferred(15), ...returned(200), ...lineAgain(300), ...stopped(600)],
    ],
    [
      'fail-to-retransfer',
      'that stays on the set',
      [...mainsLost(0), ...started(3), ...transferred(15), ...lineAgain(300), ...returned(1200), ...stopped(1500)],
    ],
    [
      'fail-to-retransfer',
      'that stands between the sides',
      [
        ...mainsLost(0),
        ...started(3),
        ...transferred(15),
        ...lineAgain(300),
        leg('ats-1', 600, { 'ats-position': 'open' }),
        leg('genset-1', 600, { 'engine-state': 'cooling', 'generator-power': 0 }),
        leg('ats-1', 700, { 'ats-position': 'mains' }),
        ...stopped(900),
      ],
    ],
    [
      'fail-to-stop',
      'that cools for ever',
      [...mainsLost(0), ...started(3), ...transferred(15), ...lineAgain(300), ...returned(600), ...stopped(2000)],
    ],
  ] as const)('%s is seen: %s', (kind, _, legs) => {
    for (const everySeconds of [1, 10]) {
      const run = only(recognise(trace([...rest, ...legs], { until: 3000, everySeconds }), { until: 3000 }));
      expect([everySeconds, ...faultsIn(run)]).toEqual([everySeconds, kind]);
    }
  });

  it('ups-exhausted is seen when the battery ends before a set carries', () => {
    const legs = [
      ...rest,
      ...mainsLost(0),
      leg('ups-a', 200, { 'ups-state': 'low_battery' }),
      leg('ups-a', 240, { 'ups-state': 'output_off' }),
      ...lineAgain(300),
    ];
    expect(faultsIn(only(recognise(trace(legs, { until: 600 }))))).toEqual(['fail-to-start', 'ups-exhausted']);
  });

  it('data-lost is seen when the middle is missing, and what was missing is filled in as not seen', () => {
    const hole = trace(goodOutage, { until: END }).filter(
      ({ equipment, at }) => equipment !== 'genset-1' || at < T0 + 20_000 || at > T0 + 3_350_000,
    );
    const run = only(recognise(hole));
    expect(faultsIn(run)).toEqual(['data-lost']);
    expect(stagesOf(run)?.slice(-4)).toEqual(['on-load', 'cool-down', 'stopping', 'ready']);
  });

  it('data-lost is seen while the silence lasts', () => {
    const observations = trace(goodOutage, { until: 60 });
    const context = { supply: oneSet, windows: [] };
    const memory = samplesOf(observations, oneSet).reduce(
      (before, sample) => stepRecognition(before, sample, context).memory,
      startRecognition,
    );
    expect(openRun(memory, context, T0 + 62_000)?.faults).toEqual([]);
    expect(openRun(memory, context, T0 + 90_000)?.faults.map(({ kind }) => kind)).toContain('data-lost');
  });
});

describe('the moments of a run', () => {
  it('stand in the order of what happened, each with its words', () => {
    const run = only(recognise(trace(goodOutage, { until: END })));
    expect(momentsOf(run).map(({ kind }) => momentWords[kind].en)).toEqual([
      ...['mains lost', 'UPS on battery', 'cranking', 'running up', 'rated volts and hertz', 'switch opens'],
      ...['switch on generator', 'on load', 'UPS on line again', 'mains good again', 'switch opens'],
      ...['load off, cooling down', 'switch on mains', 'stopping', 'stands ready'],
    ]);
  });
});

describe('the supply of a site', () => {
  const equipment = [
    { id: 'g', kind: 'genset', rating: { ratedKw: 500 } },
    { id: 'silent', kind: 'genset', rating: null },
    { id: 'a', kind: 'ats', rating: null },
    { id: 'u', kind: 'ups', rating: null },
    { id: 'c', kind: 'cooler', rating: null },
  ] as const;
  const point = (equipmentId: string | null, quantity: string) => ({ equipmentId, quantity });
  const points = [
    ...[point('g', 'engine-state'), point('a', 'ats-position'), point('a', 'mains-voltage'), point('u', 'ups-state')],
    ...[point('c', 'cooler-state'), point(null, 'mains-voltage')],
  ];

  it('is made of what speaks of it, with nameplates as far as they are known', () => {
    expect(supplyOf({ siteId: 's', equipment, points })).toMatchObject({
      ...{ id: 's', mains: ['a'], switches: ['a'], ups: ['u'] },
      gensets: [{ id: 'g', ratedKw: 500, tankLitres: null }],
    });
    const bare = equipment.map((thing) => ({ ...thing, rating: thing.kind === 'genset' ? { ratedKw: -1 } : null }));
    expect(supplyOf({ siteId: 's', equipment: bare, points })?.gensets).toEqual([{ id: 'g', ratedKw: null, tankLitres: null }]);
  });

  it('is none without a genset', () => {
    expect(supplyOf({ siteId: 's', equipment: equipment.slice(2), points })).toBeNull();
  });
});

describe('several sets', () => {
  const pair: EmergencySupply = { ...oneSet, gensets: [...oneSet.gensets, { id: 'genset-2', ratedKw: 500, tankLitres: null }] };
  const second = (legs: readonly ReturnType<typeof leg>[]) =>
    legs.filter(({ equipment }) => equipment === 'genset-1').map((one) => ({ ...one, equipment: 'genset-2' }));

  it('are one run, and one that does not start is a fault of its own', () => {
    const shut = [leg('genset-2', 5, { 'engine-state': 'cranking' }), leg('genset-2', 20, { 'engine-state': 'shutdown' })];
    const run = only(recognise(trace([...goodOutage, ...second(rest), ...shut], { until: END }), { supply: pair }));
    expect(run.faults.map(({ kind, equipment }) => `${kind} ${equipment}`)).toEqual(['fail-to-start genset-2']);
  });

  it('may leave the load to each other without a fault', () => {
    const other = second([...rest, ...started(4), ...transferred(18), ...stopped(1500)]);
    const off = leg('genset-2', 1200, { 'engine-state': 'cooling', 'generator-power': 0 });
    const run = only(recognise(trace([...goodOutage, ...other, off], { until: END }), { supply: pair }));
    expect(run.faults).toEqual([]);
  });
});

describe('clocks and order', () => {
  it('takes the known error of a clock away and keeps what is not known of it', () => {
    const skewed = trace(goodOutage, { until: END }).map((one) =>
      one.equipment === 'ups-a' ? { ...one, at: one.at + 40_000 } : one,
    );
    const clocks = { 'ups-a': { aheadMs: 40_000, errorMs: 700 } };
    const run = only(recognise(skewed, { supply: { ...oneSet, clocks } }));
    const [battery] = run.ups[0]?.course.marks ?? [];
    expect(battery?.span.by).toBeGreaterThanOrEqual(T0);
    expect((battery?.span.by ?? 0) - (battery?.span.after ?? 0)).toBe(2_400);
  });

  it('comes to the same record sample by sample as in one go, and a copy of the memory is as good as the memory', () => {
    const observations = trace(goodOutage, { until: END, everySeconds: 10 });
    const context = { supply: oneSet, windows: [] };
    const finished: RunRecord[] = [];
    let memory = startRecognition;
    for (const sample of samplesOf(observations, oneSet)) {
      const step = stepRecognition(structuredClone(memory), sample, context);
      memory = step.memory;
      if (step.finished) finished.push(step.finished);
    }
    expect(finished).toEqual(recognise(observations));
  });

  it('makes something of whatever is said, without a throw, and never ends a run before it began', () => {
    const said = fc.record({
      equipment: fc.constantFrom('ats-1', 'genset-1', 'ups-a', 'stranger'),
      quantity: fc.constantFrom(...powerQuantities),
      channel: fc.constantFrom('L1', 'L2'),
      at: fc.integer({ min: T0, max: T0 + 600_000 }),
      value: fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(0, 50, 231, 1500)),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 120 }), (observations) => {
        for (const run of recognise(observations, { until: 600 })) {
          expect(run.endedAt ?? run.startedAt).toBeGreaterThanOrEqual(run.startedAt);
          for (const set of ruleSets) expect(judgeRun(run, set, nobody).findings.length).toBeGreaterThan(0);
          for (const { span } of momentsOf(run)) expect(span.after ?? span.by).toBeLessThanOrEqual(span.by);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same record whatever order observations come in and however often', () => {
    const observations = trace(goodOutage, { until: END, everySeconds: 10 });
    const expected = recognise(observations);
    const places = fc.array(fc.nat(observations.length - 1), { maxLength: 200 });
    fc.assert(
      fc.property(
        places,
        fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 50, maxLength: 50 }),
        (twice, keys) => {
          const shuffled = observations
            .map((one, index) => ({ one, key: ((keys[index % 50] ?? 0) * (index + 1)) % 1 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const repeated = [...shuffled, ...twice.flatMap((place) => observations[place] ?? [])];
          expect(recognise(repeated)).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});
