import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import { headlineOf } from './headline.ts';
import { judgeRun } from './judge-run.ts';
import { lanesOf } from './lanes.ts';
import { recogniseRuns } from './recognise.ts';
import { siteLoaded } from './rule-sets/site.ts';
import type { RunRecord } from './run.ts';
import { limitsIn } from './run-limits.ts';
import { goodOutage, type Leg, leg, oneSet, pieces, T0, trace } from './trace.scenario.ts';

const names = { 'genset-1': 'Genset 1', 'ups-a': 'UPS A', 'ats-1': 'Switch' };
const { rest, mainsLost, mainsBack, started, transferred } = pieces;
interface How {
  readonly until?: number;
  readonly everySeconds?: number;
  /** What was not there, by equipment and second. */
  readonly isLost?: (equipment: string, second: number) => boolean;
}
const runOf = (legs: readonly Leg[], { until = 3400, everySeconds = 5, isLost = () => false }: How = {}): RunRecord => {
  const seen = trace(legs, { until, everySeconds }).filter(({ equipment, at }) => !isLost(equipment, (at - T0) / 1000));
  return recogniseRuns(seen, { supply: oneSet, windows: [] }, T0 + until * 1000)[0] ?? expect.fail('no run');
};
const good = runOf(goodOutage, { everySeconds: 1 });
const coarse = runOf(goodOutage);
const about = { now: T0 + 4_000_000, previousAt: null, laterCharges: [], names };

describe('a run in one line', () => {
  it('says how soon it carried, for how long and how much, after its verdict', () => {
    expect(headlineOf(good, { outcome: 'pass' }, names)).toEqual({
      en: 'Passed: on load after 15.4 s ± 1 s, 50 min at 40 %',
      nl: 'Geslaagd: op belasting na 15,4 s ± 1 s, 50 min op 40 %',
    });
  });

  it('says kilowatts where no nameplate is known', () => {
    const sets = good.sets.map((set) => ({ ...set, ratedKw: null }));
    expect(headlineOf({ ...good, sets }, { outcome: 'inconclusive' }, names).en).toContain('50 min at 200 kW');
  });

  it('names faults first, and that nothing carried', () => {
    const charged = leg('ups-a', 910, { 'ups-state': 'on_line' });
    const failed = runOf([...rest, ...mainsLost(0), mainsBack(900), charged], { until: 1000 });
    const { en } = headlineOf(failed, { outcome: 'fail' }, names);
    expect(en).toContain('Failed: Genset 1 did not start, mains lost for ');
    expect(en.endsWith('no set ran')).toBe(true);
  });

  it('says that a run goes on', () => {
    const open = runOf([...rest, ...mainsLost(0), ...started(3), ...transferred(15)], { until: 600 });
    expect(headlineOf(open, { outcome: 'inconclusive' }, names).en).toMatch(/^Still running: on load after \S+ s ± \S+ s$/);
    const waiting = runOf([...rest, ...mainsLost(0)], { until: 8 });
    expect(headlineOf(waiting, { outcome: 'inconclusive' }, names).nl).toBe('Loopt nog: net weg, nog geen aggregaat draagt');
  });
});

describe('what a later version changed', () => {
  it('is nothing between a record and itself', () => {
    expect(changesBetween(good, good, names)).toEqual([]);
  });

  it('is told as stages, faults and the end that came', () => {
    const open = runOf(goodOutage, { until: 10 });
    const said = changesBetween(open, coarse, names).map(({ en }) => en);
    expect(said).toContain('It is over.');
    expect(said.find((one) => one.startsWith('New: '))).toContain('Genset 1 on load');
    expect(said).toContain('Genset 1: 50 min on load, 200 kW, was 0 min.');
  });

  it('names what late data mended: the silence that is gone and the fault with it', () => {
    const holed = runOf(goodOutage, { isLost: (equipment, second) => equipment === 'genset-1' && second > 20 && second < 400 });
    const said = changesBetween(holed, coarse, names);
    expect(said.map(({ en }) => en)).toContain('No fault any more: Genset 1 no data during the run.');
    expect(said.map(({ en }) => en).some((one) => one.startsWith('Without data: 0 s, was 6 min'))).toBe(true);
    expect(said.every(({ nl }) => nl.length > 0)).toBe(true);
  });

  it('says that a beginning moved and a kind changed', () => {
    const other = { ...good, startedAt: good.startedAt - 5_000, kind: 'test' as const, endedAt: (good.endedAt ?? 0) + 60_000 };
    expect(changesBetween(good, other, names).map(({ en }) => en)).toEqual([
      'Kind: test, was outage.',
      'Began 5 s earlier than was known.',
      'Ended 60 s later than was known.',
    ]);
  });
});

describe('stages as lanes', () => {
  it('give each thing its stages in order, with what stood when the run began', () => {
    const lanes = lanesOf(good);
    expect(lanes.map(({ role, equipment }) => `${role} ${equipment}`)).toEqual([
      'mains ats-1',
      'switch ats-1',
      'set genset-1',
      'ups ups-a',
    ]);
    const set = lanes[2]?.stages ?? [];
    expect(set.map(({ words }) => words.en)).toEqual([
      ...['ready', 'cranking', 'running up', 'rated', 'on load', 'cool-down', 'stopping', 'ready'],
    ]);
    expect(set[0]).toMatchObject({ from: null, weight: 'rest' });
    for (const [index, stage] of set.entries()) expect(stage.to).toEqual(set[index + 1]?.from ?? null);
    expect(set[4]?.weight).toBe('load');
  });

  it('leave out what said nothing', () => {
    const silent = runOf(goodOutage.filter(({ equipment }) => equipment !== 'ups-a'));
    expect(lanesOf(silent).some(({ role }) => role === 'ups')).toBe(false);
  });
});

describe('figures of a verdict', () => {
  const verdict = judgeRun(good, siteLoaded, about);
  const figuresOf = (name: string) => verdict.findings.find((finding) => finding.name.en === name)?.figures;

  it('say what was measured, what is asked and how well it is known', () => {
    expect(figuresOf('Time to load')).toEqual({
      measured: { en: 'between 14.4 s and 16.4 s', nl: 'tussen 14,4 s en 16,4 s' },
      limit: { en: 'at most 60 s', nl: 'hoogstens 60 s' },
      uncertainty: { en: '± 1 s', nl: '± 1 s' },
    });
    expect(figuresOf('Load carried')?.limit).toEqual({ en: 'at least 30 min at 30 %', nl: 'ten minste 30 min op 30 %' });
    expect(figuresOf('Back in automatic')?.measured?.nl).toBe('automatisch');
  });

  it('are there for everything that has a number', () => {
    const without = verdict.findings.filter(({ figures }) => figures === undefined).map(({ criterion }) => criterion);
    expect(new Set(without)).toEqual(new Set(['data-complete', 'no-faults', 'both-ways']));
  });
});

describe('limits to draw over a run', () => {
  it('come from the rule set and the nameplates of the sets that turned', () => {
    const limits = limitsIn(good, siteLoaded);
    expect(limits['generator-power']).toEqual([150]);
    expect(limits['generator-frequency']).toEqual([48.75, 51.25]);
    expect(limits['battery-charge']).toEqual([90]);
    const unknown = { ...good, sets: good.sets.map((set) => ({ ...set, ratedKw: null })) };
    expect(limitsIn(unknown, siteLoaded)['generator-power']).toEqual([]);
  });
});
