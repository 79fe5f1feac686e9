import { describe, expect, it } from 'vitest';
import type { PointState } from '../point/point.ts';
import { GOOD } from '../reading/quality.ts';
import { redundancyLine } from './line.ts';

const now = 10_000_000;
const point = (id: number, name: string) => ({ id, name, quantity: 'redundancy', staleSeconds: 300 });
const at = (pointId: number, value: number | null, ageMs = 1_000): [number, PointState] => [
  pointId,
  { pointId, value, quality: GOOD, observedAt: now - ageMs, receivedAt: now - ageMs, version: 1 },
];
const line = (...states: [number, PointState][]) =>
  redundancyLine([point(1, 'Cooling A'), point(2, 'UPS')], new Map(states), now).map(({ sentence, state }) => [
    sentence.en,
    sentence.nl,
    state,
  ]);

describe('redundancy on the wall', () => {
  it('is calm when every group is as designed, and says nothing without a group', () => {
    expect(line(at(1, 0), at(2, 0))).toEqual([['2 of 2 groups', '2 van 2 groepen', 'normal']]);
    expect(redundancyLine([], new Map(), now)).toEqual([]);
  });

  it('names the worst, planned or not, and how many others are not as designed', () => {
    expect(line(at(1, 1), at(2, 2))).toEqual([['UPS: NO MARGIN · +1', 'UPS: GEEN RESERVE · +1', 'bad']]);
    expect(line(at(1, 0), at(2, 6))).toEqual([['UPS: NO MARGIN (PLANNED)', 'UPS: GEEN RESERVE (GEPLAND)', 'bad']]);
    expect(line(at(1, 1), at(2, 0))).toEqual([['Cooling A: reduced', 'Cooling A: verminderd', 'normal']]);
  });

  it('never calls calm what is old or was never heard', () => {
    expect(line(at(1, 0, 400_000), at(2, 1))).toEqual([['Cooling A: no data · +1', 'Cooling A: geen gegevens · +1', 'unknown']]);
    expect(line(at(2, 0))).toEqual([['Cooling A: no data', 'Cooling A: geen gegevens', 'unknown']]);
    expect(line(at(1, 4), at(2, 0))).toEqual([['Cooling A: unverified', 'Cooling A: onzeker', 'unknown']]);
  });
});
