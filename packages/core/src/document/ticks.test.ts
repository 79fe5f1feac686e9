import { describe, expect, it } from 'vitest';
import { roundTicks, timeTicks } from './ticks.ts';

describe('numbers beside an axis', () => {
  it.each([
    [0, 100, 5, [0, 20, 40, 60, 80, 100]],
    [48.7, 51.3, 4, [49, 50, 51]],
    [-3, 3, 3, [-2, 0, 2]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [5, 5, 4, [5]],
  ] as const)('from %d to %d are round', (low, high, count, ticks) => {
    expect(roundTicks(low, high, count)).toEqual(ticks);
  });

  it('of time lie on whole minutes', () => {
    const noon = Date.UTC(2026, 10, 25, 12);
    expect(timeTicks(noon - 20_000, noon + 1_500_000, 6)).toEqual([0, 300, 600, 900, 1200, 1500].map((s) => noon + s * 1000));
    expect(timeTicks(noon, noon, 6)).toEqual([noon]);
  });
});
