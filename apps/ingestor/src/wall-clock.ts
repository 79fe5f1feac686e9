import type { Instant } from '@wachter/core';

/** NTP slews what is smaller; a step of the wall clock is bigger. */
const JUMP_MS = 1_000;

/**
 * The wall clock, watched by one that only goes forward. Each question first looks whether somebody has set the clock meanwhile (NTP
 * after a long absence, a hand, a machine that slept), and says by how much before anything gets the new time.
 */
export function watchedClock({
  now,
  monotonic,
  jumped,
}: {
  readonly now: () => Instant;
  readonly monotonic: () => number;
  readonly jumped: (ms: number) => void;
}): () => Instant {
  let before = { wall: now(), steady: monotonic() };
  return () => {
    const wall = now();
    const steady = monotonic();
    const jump = Math.round(wall - before.wall - (steady - before.steady));
    before = { wall, steady };
    if (Math.abs(jump) >= JUMP_MS) jumped(jump);
    return wall;
  };
}
