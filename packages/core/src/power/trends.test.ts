import { describe, expect, it } from 'vitest';
import { recogniseRuns } from './recognise.ts';
import { siteLoaded } from './rule-sets/site.ts';
import type { RunRecord } from './run.ts';
import { changeOf, robustSlope } from './slope.ts';
import { goodOutage, oneSet, T0, trace } from './trace.scenario.ts';
import { trendsOf } from './trends.ts';

const MONTH = 30 * 86_400_000;
const sampled = (values: readonly number[], doubt = 0.1) => values.map((value, at) => ({ at, value, doubt }));

describe('a robust slope', () => {
  it('is not turned by one odd value', () => {
    expect(robustSlope(sampled([1, 2, 3, 40, 5, 6, 7]))).toBe(1);
  });

  it('is a trend only when it is significant', () => {
    expect(changeOf(sampled([1, 2, 3, 4, 5]))).toBe(4);
    expect(changeOf(sampled([1, 3, 2, 5, 4]))).toBe(0);
    expect(changeOf(sampled([1, 2, 3]))).toBe(0);
    expect(changeOf(sampled(Array.from({ length: 20 }, (_, n) => n % 3)))).toBe(0);
    expect(changeOf(sampled(Array.from({ length: 20 }, (_, n) => 20 - n)))).toBe(-19);
  });

  it('is none that is smaller than what is not known of one value', () => {
    expect(changeOf(sampled([1, 1.1, 1.2, 1.3, 1.4], 1))).toBe(0);
  });
});

describe('runs of one set compared', () => {
  const seen = trace(goodOutage, { until: 3400, everySeconds: 5 });
  const [first] = recogniseRuns(seen, { supply: oneSet, windows: [] }, T0 + 3_400_000);
  const runWith = (month: number, volts: number | null) => {
    const run: RunRecord = first ?? expect.fail('no run');
    const sets = run.sets.map((set) => ({ ...set, tally: { ...set.tally, lowestCrankVolts: volts } }));
    return { runId: `run ${month}`, record: { ...run, startedAt: run.startedAt + month * MONTH, sets } };
  };
  const runs = (volts: readonly (number | null)[]) => volts.map((each, month) => runWith(month, each));
  const crank = (volts: readonly (number | null)[]) =>
    trendsOf('genset-1', runs(volts), siteLoaded).find(({ id }) => id === 'crank');

  it('say in a sentence what worsens and what to look at', () => {
    expect(crank([21, 20.6, 20.7, 19.9, 19.5, 19.1])).toMatchObject({
      ...{ finding: 'worse', unit: 'V', limit: 16 },
      sentence: { en: expect.stringMatching(/^Fallen by about 1\.\d V over 6 runs\. A falling minimum/) },
    });
    expect(crank([19, 19.4, 19.8, 20.2, 20.6])).toMatchObject({ finding: 'better' });
  });

  it('say that nothing changed, and that there are too few', () => {
    expect(crank([21, 20.9, 21, 21.1, 21, 20.9])).toMatchObject({
      finding: 'steady',
      sentence: { nl: 'Geen trend over 6 runs.' },
    });
    expect(crank([21, 15, 10])?.sentence.en).toBe('3 runs are known; a trend is spoken of from 5 on.');
  });

  it('leave out a figure that was not measured, and a run without it', () => {
    expect(crank([null, null])).toBeUndefined();
    expect(crank([21, null, 20])?.points.map(({ runId }) => runId)).toEqual(['run 0', 'run 2']);
  });

  it('give start, transfer and load with the limits of the rules', () => {
    const all = trendsOf('genset-1', runs([21]), siteLoaded);
    expect(all.map(({ id, limit }) => [id, limit])).toEqual([
      ['start', 30],
      ['crank', 16],
      ['transfer', 30],
      ['load', 30],
    ]);
    expect(all.at(-1)?.points[0]?.value).toBeCloseTo(40, 1);
    expect(trendsOf('genset-9', runs([21]), siteLoaded)).toEqual([]);
  });
});
