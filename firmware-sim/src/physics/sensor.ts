import type { Random } from '../random/prng.ts';
import { approach } from './air.ts';

/** What a sensing element does to the truth: sluggishness, a fixed error, noise and steps of its converter. */
export interface SensorParams {
  readonly noise: number;
  readonly resolution: number;
  readonly lagSeconds: number;
  readonly bias: number;
}

/** A sensing element with its memory. `seconds` is simulated time. Values come out rounded to the resolution. */
export interface Sensor {
  readonly read: (truth: number, seconds: number) => number;
}

export function createSensor(params: SensorParams, random: Random): Sensor {
  let felt: number | null = null;
  let lastSeconds = 0;
  return {
    read: (truth, seconds) => {
      felt =
        felt === null || params.lagSeconds <= 0
          ? truth
          : approach(felt, truth, { tauSeconds: params.lagSeconds, dt: Math.max(0, seconds - lastSeconds) });
      lastSeconds = seconds;
      return roundTo(felt + params.bias + params.noise * random.gauss(), params.resolution);
    },
  };
}

/** `value` rounded to a multiple of `step`, without the tail that binary fractions leave; 0 leaves the value as it is. */
export function roundTo(value: number, step: number): number {
  if (step <= 0) return value;
  const digits = Math.max(0, Math.ceil(-Math.log10(step)) + 1);
  const rounded = Number((Math.round(value / step) * step).toFixed(digits));
  return rounded === 0 ? 0 : rounded;
}
