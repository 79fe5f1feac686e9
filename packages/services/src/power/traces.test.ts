import { GOOD, type Quality } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { traceOfBuckets, traceOfReadings } from './traces.ts';

const BAD: Quality = { level: 'bad', reason: 'sensor-fault' };
const reading = (second: number, value: number, quality: Quality = GOOD) => ({ observedAt: second * 1000, value, quality });

describe('a line of readings', () => {
  it('has a gap where a value is older than it may speak', () => {
    const steady = [0, 10, 20, 80, 90].map((second) => reading(second, second));
    expect(traceOfReadings(1, steady, 30)).toEqual({
      pointId: 1,
      at: [0, 10_000, 20_000, 50_000, 80_000, 90_000],
      values: [0, 10, 20, null, 80, 90],
    });
  });

  it('has no gap for a device that speaks seldom', () => {
    expect(traceOfReadings(1, [reading(0, 1), reading(30, 2), reading(600, 3)], 900).values).toEqual([1, 2, 3]);
  });

  it('shows no value that cannot be believed', () => {
    expect(traceOfReadings(1, [reading(0, 1), reading(1, 99, BAD), reading(2, 2)], 30).values).toEqual([1, null, 2]);
  });
});

describe('a line of pieces', () => {
  it('keeps lowest and highest, and breaks where nothing may speak, not where nothing was said', () => {
    const pieces = [
      { startsAt: 0, minimum: 1, maximum: 9, goodSeconds: 4 },
      { startsAt: 4_000, minimum: null, maximum: null, goodSeconds: 4 },
      { startsAt: 8_000, minimum: null, maximum: null, goodSeconds: 0 },
      { startsAt: 12_000, minimum: 5, maximum: 5, goodSeconds: 4 },
    ];
    expect(traceOfBuckets(1, pieces, 4)).toEqual({
      pointId: 1,
      at: [1_000, 3_000, 10_000, 14_000],
      values: [1, 9, null, 5],
    });
  });
});
