import { describe, expect, it } from 'vitest';
import { placeTrend, SIZE } from './trend-places.ts';

const point = (at: number, value: number) => ({ runId: `${at}`, at, value, doubt: 0.1 });

describe('places of runs', () => {
  it('go from left to right by time and up by value', () => {
    const { dots } = placeTrend([point(0, 10), point(50, 20), point(100, 15)], null);
    expect(dots.map(({ x }) => x)).toEqual([8, SIZE.width / 2, SIZE.width - 8]);
    const [first, second, third] = dots.map(({ y }) => y);
    expect((second ?? 0) < (third ?? 0) && (third ?? 0) < (first ?? 0)).toBe(true);
    for (const { y } of dots) expect(y > 0 && y < SIZE.height).toBe(true);
  });

  it('show a limit that is near, and none that would flatten the runs', () => {
    expect(placeTrend([point(0, 19), point(1, 21)], 16).limitY).toBeGreaterThan(SIZE.height / 2);
    expect(placeTrend([point(0, 9), point(1, 9.2)], 60).limitY).toBeNull();
  });

  it('put a single run into the middle', () => {
    expect(placeTrend([point(5, 9)], null).dots[0]?.x).toBe(SIZE.width / 2);
  });
});
