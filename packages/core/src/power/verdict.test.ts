import { describe, expect, it } from 'vitest';
import { criteria } from './criteria/index.ts';
import { judgeRun, type Verdict } from './judge-run.ts';
import { recogniseRuns } from './recognise.ts';
import { parseRuleSet, type RuleSet } from './rule-set.ts';
import { ruleSetById, ruleSets } from './rule-sets/index.ts';
import type { RunRecord } from './run.ts';
import { goodOutage, type Leg, leg, oneSet, pieces, T0, trace } from './trace.scenario.ts';
import type { VerdictContext } from './verdict.ts';

const { rest, mainsLost, mainsBack, started, transferred, returned, stopped } = pieces;
const END = 3400;
const DAY = 86_400_000;
const context: VerdictContext = { now: T0 + 2 * DAY, previousAt: null, laterCharges: [], names: { 'genset-1': 'Genset 1' } };
const setCalled = (id: string): RuleSet => ruleSetById(id) ?? expect.fail(`no rule set ${id}`);
const runOf = (legs: readonly Leg[], how: { readonly everySeconds?: number; readonly until?: number } = {}): RunRecord => {
  const until = how.until ?? END;
  const runs = recogniseRuns(
    trace(legs, { until, everySeconds: how.everySeconds ?? 5 }),
    { supply: oneSet, windows: [] },
    T0 + until * 1000,
  );
  return runs[0] ?? expect.fail('no run');
};
const lineSet = (criterion: string, params: Record<string, unknown> = {}): RuleSet => {
  const parsed = parseRuleSet({
    id: 'one',
    name: { en: 'one', nl: 'een' },
    edition: '1',
    approval: null,
    lines: [{ criterion, params }],
  });
  return parsed.ok ? parsed.value : expect.fail(parsed.error.detail);
};
const judge = (run: RunRecord, set: RuleSet, more: Partial<VerdictContext> = {}): Verdict =>
  judgeRun(run, set, { ...context, ...more });
const outcomes = (verdict: Verdict) => verdict.findings.map(({ outcome }) => outcome);

/** On load from second 15 for `seconds`, at `kw`. */
const loaded = (seconds: number, kw: number): readonly Leg[] => [
  ...[...rest, ...mainsLost(0), ...started(3), ...transferred(15, kw), mainsBack(Math.max(30, seconds - 600))],
  ...[...returned(seconds + 16), ...stopped(seconds + 316)],
];

describe('rule sets', () => {
  it('are all there, in both languages, with an edition and nobody who approved them yet', () => {
    expect(ruleSets.length).toBeGreaterThanOrEqual(8);
    for (const { name, edition, approval } of ruleSets) {
      expect(name.en.length * name.nl.length * edition.length).toBeGreaterThan(0);
      expect(approval).toBeNull();
    }
    expect(criteria.length).toBe(16);
  });

  it.each([
    ['an unknown criterion', { criterion: 'magic' }, 'unknown-criterion'],
    ['parameters that do not fit', { criterion: 'attempts', params: { most: 0 } }, 'invalid-params'],
    ['parameters too many', { criterion: 'no-faults', params: { most: 1 } }, 'invalid-params'],
    ['a timing without a limit', { criterion: 'timing', params: { timing: 'cool' } }, 'invalid-params'],
    ['no criterion', {}, 'invalid-shape'],
  ])('refuse %s', (_, line, kind) => {
    const parsed = parseRuleSet({ id: 'x', name: { en: 'x', nl: 'x' }, edition: '1', approval: null, lines: [line] });
    expect(parsed).toMatchObject({ ok: false, error: { kind } });
  });

  it('survive storage as JSON, with an edition and an approval of the site', () => {
    for (const set of ruleSets) {
      const own = { ...set, edition: 'Site 2', approval: { by: 'A. Inspector', at: T0 } };
      expect(parseRuleSet(JSON.parse(JSON.stringify(own)))).toEqual({ ok: true, value: own });
    }
    const approved = { ...setCalled('site-loaded'), approval: { by: 'A. Inspector', at: T0 } };
    expect(judge(runOf(goodOutage), approved).isApproved).toBe(true);
    expect(judge(runOf(goodOutage), setCalled('site-loaded')).isApproved).toBe(false);
  });
});

describe('a verdict', () => {
  it('passes a good run at both sampling rates, with each finding said in both languages', () => {
    for (const everySeconds of [1, 10]) {
      const verdict = judge(runOf(goodOutage, { everySeconds }), setCalled('site-loaded'));
      expect([everySeconds, verdict.why]).toEqual([everySeconds, []]);
      expect(verdict.outcome).toBe('pass');
      for (const { sentence } of verdict.findings) expect(sentence.en).not.toBe(sentence.nl);
      expect(verdict.findings.find(({ criterion }) => criterion === 'block-load')?.outcome).toBe('not-measured');
    }
  });

  it('says why a run does not count', () => {
    const verdict = judge(runOf(loaded(1900, 100)), setCalled('nfpa-110-monthly'));
    expect(verdict.outcome).toBe('fail');
    expect(verdict.why.map(({ en }) => en)).toEqual([
      'Genset 1: time to load between 11.9 s and 21.9 s; asked is at most 10 s.',
      'Genset 1 surely carried at least 30 % of nameplate (150 kW) for 0 s without a break; asked is 30 min at 30 %, cool-down does not count.',
    ]);
    expect(verdict.why[1]?.nl).toContain('nakoelen telt niet mee');
  });

  it('is not given before the end, unless it failed already', () => {
    expect(judge(runOf(goodOutage, { until: 2000 }), setCalled('site-loaded')).outcome).not.toBe('pass');
    expect(judge(runOf(goodOutage, { until: 2300 }), lineSet('no-faults')).outcome).toBe('inconclusive');
    const tripped = [
      ...rest,
      ...mainsLost(0),
      ...started(3),
      ...transferred(15),
      leg('genset-1', 60, { 'engine-state': 'shutdown' }),
    ];
    expect(judge(runOf(tripped, { until: 300 }), lineSet('no-faults')).outcome).toBe('fail');
  });

  it('is inconclusive where data are missing, and says whose', () => {
    const hole = trace(goodOutage, { until: END }).filter(
      ({ equipment, at }) => equipment !== 'genset-1' || at < T0 + 600_000 || at > T0 + 900_000,
    );
    const [run] = recogniseRuns(hole, { supply: oneSet, windows: [] }, T0 + END * 1000);
    const verdict = judge(run ?? expect.fail('no run'), setCalled('site-loaded'));
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.why[0]?.en).toMatch(/^Genset 1 gave no data for 5 min/);
  });
});

describe('load', () => {
  const thirty = lineSet('load-profile', { steps: [{ share: 0.3, minutes: 30 }] });

  it.each([
    [1830, 160, 1, 'pass'],
    [1740, 160, 1, 'fail'],
    [1830, 140, 1, 'fail'],
    [1830, 150, 1, 'inconclusive'],
    [1800, 160, 10, 'inconclusive'],
    [1830, 160, 10, 'pass'],
    [1780, 160, 10, 'fail'],
  ])('of %i s at %i kW sampled every %i s: %s', (seconds, kw, everySeconds, outcome) => {
    expect(outcomes(judge(runOf(loaded(seconds, kw), { everySeconds, until: seconds + 400 }), thirty))).toEqual([outcome]);
  });

  it('cannot be judged as a share of a nameplate that nobody told', () => {
    const run = runOf(loaded(1830, 160), { until: 2230 });
    const unknown = { ...run, sets: run.sets.map((set) => ({ ...set, ratedKw: null })) };
    expect(judge(unknown, thirty).why.map(({ en }) => en)).toEqual([
      'Genset 1: its rated power is not known, so neither is the share it carried.',
    ]);
    expect(judge(unknown, thirty).outcome).toBe('inconclusive');
  });

  it('does not count when a dip breaks the half hour', () => {
    const dip = [leg('genset-1', 900, { 'generator-power': 60 }), leg('genset-1', 980, { 'generator-power': 160 })];
    const run = runOf(
      [...loaded(1900, 160).filter(({ from }) => from < 900), ...dip, ...loaded(1900, 160).filter(({ from }) => from > 980)],
      { until: 2400 },
    );
    expect(outcomes(judge(run, thirty))).toEqual(['fail']);
  });

  it('goes up in steps without a break', () => {
    const steps = lineSet('load-profile', {
      steps: [
        { share: 0.5, minutes: 30 },
        { share: 0.75, minutes: 60 },
      ],
    });
    const up = (at: number) => [
      ...loaded(5500, 260).filter(({ from }) => from < at),
      leg('genset-1', at, { 'generator-power': 390 }),
      ...loaded(5500, 260).filter(({ from }) => from > at),
    ];
    expect(outcomes(judge(runOf(up(1850), { until: 6000 }), steps))).toEqual(['pass']);
    expect(outcomes(judge(runOf(up(2300), { until: 6000 }), steps))).toEqual(['fail']);
  });
});

describe('criteria', () => {
  const good = runOf(goodOutage);

  it.each([
    [null, 'pass'],
    [T0 - 19 * DAY, 'fail'],
    [T0 - 30 * DAY, 'pass'],
    [T0 - 41 * DAY, 'fail'],
  ])('interval since %s: %s', (previousAt, outcome) => {
    expect(outcomes(judge(good, lineSet('interval', { leastDays: 20, mostDays: 40 }), { previousAt }))).toEqual([outcome]);
  });

  it.each([
    ['total', 25, 'pass'],
    ['total', 15, 'inconclusive'],
    ['total', 10, 'fail'],
    ['rated', 10, 'pass'],
    ['cool', 250, 'fail'],
  ])('timing %s within %i s: %s', (timing, mostSeconds, outcome) => {
    expect(outcomes(judge(good, lineSet('timing', { timing, mostSeconds })))).toEqual([outcome]);
  });

  it('timing says nothing when two clocks contradict each other', () => {
    const early = trace(goodOutage, { until: END }).map((one) =>
      one.equipment === 'ups-a' ? { ...one, at: one.at - 10_000 } : one,
    );
    const [run] = recogniseRuns(early, { supply: oneSet, windows: [] }, T0 + END * 1000);
    expect(outcomes(judge(run ?? good, lineSet('timing', { timing: 'ups', mostSeconds: 30 })))).toEqual(['inconclusive']);
  });

  it('battery-back waits for the charge, and fails a day later without it', () => {
    const low = { ...good, ups: good.ups.map((ups) => ({ ...ups, tally: { ...ups.tally, lastCharge: 60 } })) };
    const set = lineSet('battery-back');
    expect(outcomes(judge(low, set, { now: T0 + DAY / 2 }))).toEqual(['inconclusive']);
    expect(outcomes(judge(low, set))).toEqual(['fail']);
    const laterCharges = [{ equipment: 'ups-a', at: T0 + DAY / 2, percent: 95 }];
    expect(outcomes(judge(low, set, { laterCharges }))).toEqual(['pass']);
  });

  it('block-load is measured from ten samples a second only', () => {
    const fast = runOf(
      [
        ...rest,
        ...mainsLost(0),
        ...started(3),
        ...transferred(15),
        leg('genset-1', 17, { 'generator-frequency': 46 }),
        leg('genset-1', 19, { 'generator-frequency': 50 }),
        mainsBack(40),
        ...returned(60),
        ...stopped(80),
      ],
      { until: 120, everySeconds: 0.1 },
    );
    expect(outcomes(judge(fast, lineSet('block-load', { performance: 'G2' })))).toEqual(['pass']);
    expect(outcomes(judge(fast, lineSet('block-load', { performance: 'G3' })))).toEqual(['fail']);
    expect(outcomes(judge(good, lineSet('block-load')))).toEqual(['not-measured']);
    expect(judge(good, lineSet('block-load')).outcome).toBe('inconclusive');
  });

  it('autonomy counts to the low battery, and a test ended early proves only what it lasted', () => {
    const discharge = (until: number, end: string) => [
      ...rest,
      leg('ups-a', 10, { 'ups-state': 'cal' }),
      leg('ups-a', until, { 'ups-state': end }),
      leg('ups-a', until + 10, { 'ups-state': 'on_line' }),
    ];
    const judged = (until: number, end: string) =>
      outcomes(judge(runOf(discharge(until, end), { until: until + 60 }), lineSet('autonomy', { ratedMinutes: 10 })));
    expect([judged(600, 'on_line'), judged(300, 'low_battery'), judged(300, 'on_line')]).toEqual([
      ['pass'],
      ['fail'],
      ['inconclusive'],
    ]);
  });

  it('back-in-auto fails a set that was left in manual', () => {
    const run = runOf([...goodOutage, leg('genset-1', 3290, { 'genset-mode': 'manual' })]);
    expect(outcomes(judge(run, lineSet('back-in-auto')))).toEqual(['fail']);
  });

  it('engine-health, steady-band and fuel-use fail on what is out of bounds', () => {
    const bad = { 'oil-pressure': 150, 'coolant-temperature': 99, 'generator-voltage': 260, 'fuel-level': 60 };
    const run = runOf([
      ...goodOutage.filter(({ from }) => from < 100),
      leg('genset-1', 100, bad),
      ...goodOutage.filter(({ from }) => from > 100),
    ]);
    expect(outcomes(judge(run, lineSet('engine-health')))).toEqual(['fail']);
    expect(outcomes(judge(run, lineSet('steady-band', { voltsShare: 0.05, hzShare: 0.025 })))).toEqual(['fail', 'pass']);
    expect(outcomes(judge(good, lineSet('fuel-use')))).toEqual(['pass']);
    expect(
      outcomes(
        judge({ ...run, sets: run.sets.map((set) => ({ ...set, tally: { ...set.tally, lastFuel: 60 } })) }, lineSet('fuel-use')),
      ),
    ).toEqual(['fail']);
  });

  it('explained holds back what nobody asked for', () => {
    const alone = runOf([...rest, ...started(3), ...stopped(100)], { until: 200 });
    const verdict = judge(alone, lineSet('explained'));
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.why[0]).toEqual({
      en: 'This was unexplained: a set ran by itself while the mains was good. Say what it was; only then can it count.',
      nl: 'Dit was onverklaard: een aggregaat draaide vanzelf terwijl het net goed was. Zeg wat het was; dan pas kan het tellen.',
    });
    expect(judge(good, lineSet('explained', { kinds: ['test'] })).outcome).toBe('fail');
  });

  it('lets nothing fail in a run that goes on which may still be met', () => {
    const open = runOf([...rest, ...mainsLost(0), ...started(3), ...transferred(15)], { until: 120 });
    const verdict = judge(open, setCalled('site-loaded'));
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(verdict.why.map(({ en }) => en)).toEqual(['The run is still going on.']);
    expect(judge({ ...open, endedAt: open.startedAt + 120_000 }, setCalled('site-loaded')).outcome).toBe('fail');
  });
});
