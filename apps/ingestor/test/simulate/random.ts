/** Chance that a seed decides: the same seed gives the same numbers, on every machine. */
export interface Chance {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(items: readonly [T, ...T[]]) => T;
  readonly isLuck: (probability: number) => boolean;
}

/** Weyl sequence with a mixing step of 32 bits. */
export function createChance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    oneOf: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    isLuck: (probability) => next() < probability,
  };
}
