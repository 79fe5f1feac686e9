import { describe, expect, it } from 'vitest';
import { createSkewMeter } from './skew-meter.ts';

const measure = (samples: readonly (readonly [observedAt: number, receivedAt: number])[], known: number | null = null) => {
  const meter = createSkewMeter(known);
  for (const [observedAt, receivedAt] of samples) meter.note(observedAt, receivedAt);
  return meter.skewMs();
};
const every = (ms: number, count: number, offset: (n: number) => number) =>
  Array.from({ length: count }, (_, n) => [n * ms + offset(n), n * ms] as const);

describe('the measured skew of a clock', () => {
  it.each([
    ['a clock that is right', every(10_000, 5, () => -120), -120],
    ['two hours behind, with jitter', every(10_000, 6, (n) => -7_200_000 + (n % 2) * 300), -7_200_000],
    ['ten years ahead', every(60_000, 4, () => 315_360_000_000), 315_360_000_000],
    ['a backlog drained in a second', every(10, 20, (n) => -3_600_000 + n * 10_000), null],
    ['a backlog drained slower than that', every(1_000, 20, (n) => -3_600_000 + n * 9_000), null],
    ['too few messages to tell', every(10_000, 2, () => -7_200_000), null],
  ])('%s', (_, samples, expected) => {
    expect(measure(samples)).toBe(expected);
  });

  it('goes with a clock that is put right', () => {
    const wrong = every(10_000, 5, () => -7_200_000);
    const right = every(10_000, 5, () => 40).map(([observed, received]) => [observed + 50_000, received + 50_000] as const);
    expect(measure([...wrong, ...right])).toBe(40);
  });

  it('keeps what was known until it knows better', () => {
    expect(
      measure(
        every(10_000, 2, () => 5),
        -900,
      ),
    ).toBe(-900);
  });
});
