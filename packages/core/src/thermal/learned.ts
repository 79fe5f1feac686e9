import type { CoolingEpisode } from './episode.ts';
import { anyRoom, type Belief } from './posterior.ts';

/** What the room has to do without: how much of the needed cooling runs still (0 to 1), and its load in kW where it is measured. */
export interface Deficit {
  readonly coolingLeft: number;
  readonly loadKw: number | null;
}

/** What episodes say of a room: the belief to begin with, and from how many. */
export interface LearnedHeat {
  readonly belief: Belief;
  readonly episodes: number;
}

const MOST_EPISODES = 12;
/** The rate of one room differs that much from one time to the next, until its own episodes say otherwise: doors, weather, what runs. */
const USUAL_SPREAD = 0.12;
const USUAL_COUNTS_AS = 2;
/** A load that nobody measures may have changed by this. */
const UNKNOWN_LOAD_SPREAD = 0.1;
/** Scaling to another load or another share of cooling is believed but for this part of the step. */
const [LOAD_DOUBT, COOLING_DOUBT] = [0.25, 0.5] as const;
const LEAST_DEFICIT = 0.1;
/** However many episodes say the same: nobody saw the room level off in the summer. */
const LEAST_RISE_SPREAD = 0.2;

/**
 * Combines the newest usable episodes to what is to be expected with the deficit of now. Rate and rise grow with the heat that is not carried away;
 * the band narrows with every episode, and widens where load or cooling differed.
 */
export function learnedFrom(episodes: readonly CoolingEpisode[], now: Deficit): LearnedHeat {
  const usable = episodes
    .filter(({ quality }) => quality === 'good')
    .toSorted((a, b) => b.from - a.from)
    .slice(0, MOST_EPISODES);
  if (usable.length === 0) return { belief: anyRoom, episodes: 0 };
  const scaled = usable.map((one) => scaledTo(one, now));
  return { belief: { rate: combineRates(scaled), rise: combineRises(scaled) }, episodes: usable.length };
}

type Scaled = Pick<CoolingEpisode, 'rate' | 'rise'>;

function scaledTo({ rate, rise, coolingLeft, loadKw }: CoolingEpisode, now: Deficit): Scaled {
  const cooling = Math.log(Math.max(LEAST_DEFICIT, 1 - now.coolingLeft) / Math.max(LEAST_DEFICIT, 1 - coolingLeft));
  const isKnown = loadKw !== null && now.loadKw !== null && loadKw > 0 && now.loadKw > 0;
  const load = isKnown ? Math.log((now.loadKw ?? 1) / (loadKw ?? 1)) : 0;
  const doubt = Math.hypot(isKnown ? LOAD_DOUBT * load : UNKNOWN_LOAD_SPREAD, COOLING_DOUBT * cooling);
  return {
    rate: { mean: rate.mean + load + cooling, sd: Math.hypot(rate.sd, doubt) },
    rise: { mean: rise.mean + load + cooling, sd: Math.hypot(rise.sd, doubt) },
  };
}

function combineRates(scaled: readonly Scaled[]): { readonly mean: number; readonly sd: number } {
  const weights = scaled.map(({ rate }) => 1 / (rate.sd ** 2 + USUAL_SPREAD ** 2));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const mean = scaled.reduce((sum, { rate }, index) => sum + (weights[index] ?? 0) * rate.mean, 0) / total;
  // Episodes that disagree by more than their own doubt show how much the room varies.
  const beyond = scaled.map(({ rate }) => Math.max(0, (rate.mean - mean) ** 2 - rate.sd ** 2));
  const between =
    (USUAL_COUNTS_AS * USUAL_SPREAD ** 2 + beyond.reduce((sum, one) => sum + one, 0)) / (USUAL_COUNTS_AS + scaled.length - 1);
  return { mean, sd: Math.sqrt(between + 1 / total) };
}

function combineRises(scaled: readonly Scaled[]): { readonly mean: number; readonly sd: number } {
  // Each episode holds the belief about any room already: it is taken out again, or it would be counted once per episode.
  const [held, usual] = [1 / anyRoom.rise.sd ** 2, anyRoom.rise.mean];
  const own = scaled.map(({ rise }) => Math.max(0, 1 / rise.sd ** 2 - held));
  const total = held + own.reduce((sum, one) => sum + one, 0);
  const pulls = scaled.map(({ rise }, index) => ((own[index] ?? 0) > 0 ? rise.mean / rise.sd ** 2 - usual * held : 0));
  const mean = (held * usual + pulls.reduce((sum, one) => sum + one, 0)) / total;
  return { mean, sd: Math.max(LEAST_RISE_SPREAD, 1 / Math.sqrt(total)) };
}
