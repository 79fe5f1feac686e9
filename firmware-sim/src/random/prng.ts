/** A stream of pseudo-random numbers. The same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Normal with mean 0 and standard deviation 1. */
  readonly gauss: () => number;
  /** Uniform integer in [0, below). */
  readonly below: (below: number) => number;
  /** `bytes` random bytes as lower-case hexadecimal. */
  readonly hex: (bytes: number) => string;
  /** An independent stream that depends on this stream's seed and the name only, not on how far this one was read. */
  readonly fork: (name: string) => Random;
}

function hashOf(text: string, start: number): number {
  let hash = (start ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** Small generator (mulberry32: 32 bits of state, period 2^32), enough for noise and far from enough for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    gauss: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    below: (below) => Math.floor(next() * below),
    hex: (bytes) =>
      Array.from({ length: bytes }, () =>
        Math.floor(next() * 256)
          .toString(16)
          .padStart(2, '0'),
      ).join(''),
    fork: (name) => createRandom(hashOf(name, seed)),
  };
}
