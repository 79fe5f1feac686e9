import type { Instant } from '../reading/reading.ts';
import { anyRoom, logMoments, posteriorOf } from './posterior.ts';
import { type InletValue, leadingSeries, type Sample } from './series.ts';

/** A time in which the cooling of a room was lost; `coolingLeft`: the share of what is needed that still ran, at most, 0 to 1. */
export interface CoolingStretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly coolingLeft: number;
}

/** Why an episode teaches nothing, or `good`. `too-fast`: no room of servers warms like that, it is a simulation in a hurry or a wrong sensor. */
export type EpisodeQuality = 'good' | 'too-short' | 'no-rise' | 'poor-fit' | 'too-fast' | 'no-values';

/** How a room warmed while its cooling was lost. Rate and rise as natural logarithms with their spread, as they are combined. */
export interface CoolingEpisode {
  readonly from: Instant;
  readonly to: Instant;
  readonly coolingLeft: number;
  /** Mean load of the room meanwhile, kW; null when nobody measures it. */
  readonly loadKw: number | null;
  readonly fromC: number;
  readonly toC: number;
  readonly misfitK: number;
  readonly rate: { readonly mean: number; readonly sd: number };
  readonly rise: { readonly mean: number; readonly sd: number };
  readonly quality: EpisodeQuality;
}

/** A stretch that is shorter teaches nothing: sensors and fans need that long to follow. */
export const SHORTEST_EPISODE_MS = 90_000;
/** What comes later is left out: people act, doors open, load is shed. */
const LONGEST_MS = 3_600_000;
const FEWEST_SAMPLES = 5;
const LEAST_RISE_K = 0.6;
const FASTEST_K_PER_MINUTE = 12;
/** Air in the ducts and the fans that run out hide the beginning. */
export const RUN_OUT_MS = 30_000;
/** Digits of what is kept: the same readings give the same episode on every machine. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** What a stretch teaches, from the inlets of the room during it. */
export function learnEpisode(stretch: CoolingStretch, inlets: readonly InletValue[], loadKw: number | null): CoolingEpisode {
  const { from, coolingLeft } = stretch;
  const to = Math.min(stretch.to, from + LONGEST_MS);
  const seen = leadingSeries(inlets, { from: from + RUN_OUT_MS, to: to - 1 })?.samples ?? [];
  const samples = untilPeak(seen);
  const posterior = posteriorOf(samples, anyRoom);
  const { rate, rise } = logMoments(posterior);
  const [fromC, toC] = [samples[0]?.celsius ?? 0, samples.at(-1)?.celsius ?? 0];
  const shown = {
    loadKw: loadKw === null ? null : rounded(loadKw),
    fromC: rounded(fromC),
    toC: rounded(toC),
    misfitK: rounded(posterior.misfitK),
  };
  const quality = qualityOf({ from, to, samples: seen.length, gainK: toC - fromC, misfitK: posterior.misfitK, rate });
  return {
    ...{ from, to: stretch.to, coolingLeft, ...shown, quality },
    rate: { mean: rounded(rate.mean), sd: rounded(rate.sd) },
    rise: { mean: rounded(rise.mean), sd: rounded(rise.sd) },
  };
}

/** Cooling comes back before the units say so: what follows the peak teaches nothing of the time without. */
function untilPeak(samples: readonly Sample[]): readonly Sample[] {
  const peak = samples.reduce((best, { celsius }, index) => (celsius > (samples[best]?.celsius ?? celsius) ? index : best), 0);
  return samples.slice(0, peak + 1);
}

interface Looked {
  readonly from: Instant;
  readonly to: Instant;
  readonly samples: number;
  readonly gainK: number;
  readonly misfitK: number;
  readonly rate: { readonly mean: number; readonly sd: number };
}

function qualityOf({ from, to, samples, gainK, misfitK, rate }: Looked): EpisodeQuality {
  if (samples === 0) return 'no-values';
  if (to - from < SHORTEST_EPISODE_MS || samples < FEWEST_SAMPLES) return 'too-short';
  if (gainK < LEAST_RISE_K) return 'no-rise';
  if (gainK > (FASTEST_K_PER_MINUTE * (to - from)) / 60_000 || rate.mean > Math.log(FASTEST_K_PER_MINUTE)) return 'too-fast';
  if (isPoorFit(misfitK, gainK)) return 'poor-fit';
  return rate.sd > 0.5 ? 'too-short' : 'good';
}

/** A first-order room leaves less than half a kelvin, or a tenth of the rise. */
export const isPoorFit = (misfitK: number, gainK: number): boolean => misfitK > Math.max(0.5, Math.abs(gainK) / 8);
