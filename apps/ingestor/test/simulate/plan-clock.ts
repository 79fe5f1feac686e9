import type { Chance } from './random.ts';
import { HOUR, MINUTE, SECOND } from './step.ts';

/** The clock of a device: so far ahead of ours since it was set, and going wrong by so many parts of a million. */
export interface DeviceClock {
  /** Whether it ever goes wrong. */
  readonly isSteady: boolean;
  readonly setAt: number;
  readonly aheadMs: number;
  readonly driftPpm: number;
}

const DAY = 24 * HOUR;
/** Within what is not talked about, beyond it, and absurd: more than a day ahead, decades behind. */
const AHEAD = [
  ...[0, 0, 2 * SECOND, -3 * SECOND, 4_900, -5_100, 40 * SECOND, -90 * SECOND, 10 * MINUTE, -10 * MINUTE],
  ...[2 * HOUR, -2 * HOUR, 23 * HOUR, -30 * DAY, 3 * DAY, 3_650 * DAY, -13_000 * DAY],
] as const;
const DRIFT = [0, 0, 0, 20, -20, 300, -300] as const;

/** Two devices of three have a clock that is right for ever. */
export const drawClock = (chance: Chance, at: number): DeviceClock => {
  const right = { isSteady: true, setAt: at, aheadMs: 0, driftPpm: 0 };
  return chance.isLuck(0.34) ? setClock({ ...right, isSteady: false }, chance, at) : right;
};

/** Somebody or something sets it: right, wrong, or wrong in another way. */
export const setClock = (clock: DeviceClock, chance: Chance, at: number): DeviceClock => {
  // Odd milliseconds keep samples of before and after apart.
  const aheadMs = chance.oneOf(AHEAD) + chance.between(-300, 300);
  const driftPpm = chance.oneOf(DRIFT);
  return clock.isSteady ? clock : { ...clock, setAt: at, aheadMs, driftPpm };
};

/** What it shows at an instant of ours. */
export const shownAt = ({ setAt, aheadMs, driftPpm }: DeviceClock, at: number): number =>
  at + aheadMs + Math.round(((at - setAt) * driftPpm) / 1_000_000);
