import { gainAfter, type HeatCurve, minutesToGain } from './curve.ts';
import type { Sample } from './series.ts';

/** What is held of a room before it is looked at: natural logarithms of rate (K/min) and of rise (K), with their spread. */
export interface Belief {
  /** Null: any rate is as likely as another. */
  readonly rate: { readonly mean: number; readonly sd: number } | null;
  readonly rise: { readonly mean: number; readonly sd: number };
}

/** Halls without cooling level off some tens of kelvin higher, if ever: what is held of a room that nobody has seen warm up. */
export const anyRoom: Belief = { rate: null, rise: { mean: Math.log(40), sd: 0.7 } };

/** A curve with its temperature at the beginning, and how much it weighs among all. */
interface Candidate extends HeatCurve {
  readonly startC: number;
  readonly weight: number;
}

/** Every curve that the samples and the belief leave possible; the weights sum to one. */
export interface Posterior {
  readonly candidates: readonly Candidate[];
  /** Spread of the samples around the likeliest curve, K, the newest counting most. */
  readonly misfitK: number;
}

const rates = Array.from({ length: 120 }, (_, index) => 0.015 * 1000 ** (index / 119));
const rises = [6, 8, 10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 65, 90, 140, Number.POSITIVE_INFINITY];
const grid: readonly HeatCurve[] = rates.flatMap((kPerMinute) => rises.map((riseK) => ({ kPerMinute, riseK })));
/** Curves that the belief holds for less likely than this, as a logarithm, are not looked at: more than six times its spread away. */
const BEYOND_BELIEF = -18;
const LEAST_NOISE_K = 0.06;
/** Neighbouring samples err together, so each tells less than a sample on its own. */
const INDEPENDENT_SHARE = 0.6;
/** Student's t with so many degrees of freedom: a sample that is far out counts little. */
const FREEDOM = 4;
/** A straight line stands for every rise beyond the table. */
const LINE_RISE_K = 250;

/**
 * Weighs curves of a grid by the belief and the samples (a Student likelihood, the start fitted to each curve). The newer half of the samples counts most: load and
 * coolers change on the way. Without samples every curve begins at `startC`.
 */
export function posteriorOf(samples: readonly Sample[], belief: Belief, startC = 0): Posterior {
  const seen = seenFrom(samples);
  const scored = grid.flatMap((curve) => {
    const held = beliefScore(belief, curve);
    if (held < BEYOND_BELIEF) return [];
    const fit = samples.length === 0 ? { startC, score: 0, misfitK: 0 } : fitStart(seen, curve);
    return [{ ...curve, startC: fit.startC, misfitK: fit.misfitK, score: fit.score + held }];
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const sum = scored.reduce((total, { score }) => total + Math.exp(score - best.score), 0);
  const candidates = scored.flatMap(({ kPerMinute, riseK, startC: at, score }) => {
    const weight = Math.exp(score - best.score) / sum;
    return weight > 1e-7 ? [{ kPerMinute, riseK, startC: at, weight }] : [];
  });
  return { candidates, misfitK: best.misfitK };
}

/** Samples as they are looked at for every curve, with what each counts and how far they scatter. */
interface Seen {
  readonly minutes: Float64Array;
  readonly celsius: Float64Array;
  /** They sum to `total`. */
  readonly weights: Float64Array;
  readonly total: number;
  /** Variance of the Student likelihood, K². */
  readonly spread: number;
}

function seenFrom(samples: readonly Sample[]): Seen {
  const [first, last] = [samples[0]?.minutes ?? 0, samples.at(-1)?.minutes ?? 0];
  const halfLife = Math.max(3, (last - first) * 0.5);
  const weights = Float64Array.from(samples, ({ minutes }) => 0.5 ** ((last - minutes) / halfLife));
  return {
    minutes: Float64Array.from(samples, ({ minutes }) => minutes),
    celsius: Float64Array.from(samples, ({ celsius }) => celsius),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
    spread: FREEDOM * noiseOf(samples) ** 2,
  };
}

/** Noise of one sample, from how much each departs from the line through its neighbours; a curve bends too little to matter there. */
function noiseOf(samples: readonly Sample[]): number {
  const bends = samples.slice(1, -1).map((sample, index) => {
    const [before, after] = [samples[index], samples[index + 2]];
    return before && after ? Math.abs(sample.celsius - (before.celsius + after.celsius) / 2) : 0;
  });
  const middle = bends.sort((a, b) => a - b)[bends.length >> 1] ?? 0;
  return Math.max(LEAST_NOISE_K, (1.4826 * middle) / Math.sqrt(1.5));
}

/** The start that suits a curve best, and how well it then goes through the samples. Plain loops: it runs for every curve of the grid. */
function fitStart(
  { minutes, celsius, weights, total, spread }: Seen,
  curve: HeatCurve,
): { readonly startC: number; readonly score: number; readonly misfitK: number } {
  const starts = new Float64Array(minutes.length);
  let plain = 0;
  for (let i = 0; i < starts.length; i += 1) {
    starts[i] = (celsius[i] ?? 0) - gainAfter(curve, minutes[i] ?? 0);
    plain += ((weights[i] ?? 0) * (starts[i] ?? 0)) / total;
  }
  let [pulled, pull] = [0, 0];
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? plain;
    const share = (weights[i] ?? 0) / (1 + (start - plain) ** 2 / spread);
    pulled += share * start;
    pull += share;
  }
  const startC = pulled / pull;
  let [score, squares] = [0, 0];
  for (let i = 0; i < starts.length; i += 1) {
    const square = ((starts[i] ?? startC) - startC) ** 2;
    score -= (weights[i] ?? 0) * Math.log1p(square / spread);
    squares += (weights[i] ?? 0) * square;
  }
  return { startC, score: (INDEPENDENT_SHARE * score * (FREEDOM + 1)) / 2, misfitK: Math.sqrt(squares / total) };
}

const beliefScore = ({ rate, rise }: Belief, { kPerMinute, riseK }: HeatCurve): number =>
  (rate === null ? 0 : -0.5 * ((Math.log(kPerMinute) - rate.mean) / rate.sd) ** 2) -
  0.5 * ((Math.log(Math.min(riseK, LINE_RISE_K)) - rise.mean) / rise.sd) ** 2;

/** Shares of the weight that lie before `earliest`, and before `latest`; and what is more likely never than ever. */
export interface TimeBand {
  readonly earliest: number;
  readonly latest: number;
  readonly neverShare: number;
}

const [LOW, HIGH] = [0.05, 0.95] as const;

/** Minutes from `nowMinutes` of the series until the limit, of nine curves in ten. What never gets there counts as endless. */
export function bandOf(
  { candidates }: Posterior,
  { limitC, nowMinutes }: { readonly limitC: number; readonly nowMinutes: number },
): TimeBand {
  const times = candidates
    .map((one) => ({ weight: one.weight, minutes: minutesToGain(one, limitC - one.startC) - nowMinutes }))
    .sort((a, b) => a.minutes - b.minutes);
  const neverShare = times.reduce((sum, { minutes, weight }) => sum + (minutes === Number.POSITIVE_INFINITY ? weight : 0), 0);
  return { earliest: Math.max(0, quantile(times, LOW)), latest: Math.max(0, quantile(times, HIGH)), neverShare };
}

/** Between two curves of the grid the time is taken in proportion. */
function quantile(sorted: readonly { readonly weight: number; readonly minutes: number }[], share: number): number {
  let passed = 0;
  let before = sorted[0]?.minutes ?? 0;
  for (const { weight, minutes } of sorted) {
    if (passed + weight >= share) {
      const part = weight > 0 ? (share - passed) / weight : 1;
      return Number.isFinite(minutes) ? before + (minutes - before) * part : minutes;
    }
    passed += weight;
    before = minutes;
  }
  return before;
}

/** Mean and spread of the logarithms of rate and rise. */
export function logMoments({ candidates }: Posterior): {
  readonly rate: { readonly mean: number; readonly sd: number };
  readonly rise: { readonly mean: number; readonly sd: number };
} {
  return {
    rate: moments(candidates, ({ kPerMinute }) => Math.log(kPerMinute)),
    rise: moments(candidates, ({ riseK }) => Math.log(Math.min(riseK, LINE_RISE_K))),
  };
}

function moments(
  candidates: readonly Candidate[],
  of: (one: Candidate) => number,
): { readonly mean: number; readonly sd: number } {
  const mean = candidates.reduce((sum, one) => sum + one.weight * of(one), 0);
  const variance = candidates.reduce((sum, one) => sum + one.weight * (of(one) - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(variance) };
}
