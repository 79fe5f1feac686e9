import type { Instant } from '../reading/reading.ts';
import type { PowerQuantity, PowerSample } from './observation.ts';
import type { SetPhase } from './phase.ts';

/** Lowest and highest of something. */
export type Range = readonly [low: number, high: number];

/** One minute on load, counted from the first sample on load. `from` is its beginning; a minute without samples is not there. */
export interface LoadMinute {
  readonly from: Instant;
  readonly meanKw: number;
  readonly lowKw: number;
  readonly highKw: number;
  readonly samples: number;
}

/**
 * What a set measured in one run. `steady*`: on load, from ten seconds after taking it (domain.md 6.4); `accept*`: in those ten seconds, with
 * the longest interval between their samples. `lowestCrankVolts` null: no sample fell into cranking. Fuel in percent of the tank.
 */
export interface SetTally {
  readonly minutes: readonly LoadMinute[];
  readonly steadyVolts: Range | null;
  readonly steadyHz: Range | null;
  readonly acceptVolts: Range | null;
  readonly acceptHz: Range | null;
  readonly acceptIntervalMs: number | null;
  readonly lowestOilKpa: number | null;
  readonly highestCoolantC: number | null;
  readonly lowestCrankVolts: number | null;
  readonly firstFuel: number | null;
  readonly lastFuel: number | null;
}

/** `loadedAt`: first sample of the present time on load. */
export interface TallyMemory extends SetTally {
  readonly loadedAt: Instant | null;
  readonly loadedLastAt: Instant | null;
}

export const startTally = (fuel: number | null): TallyMemory => ({
  minutes: [],
  steadyVolts: null,
  steadyHz: null,
  acceptVolts: null,
  acceptHz: null,
  acceptIntervalMs: null,
  lowestOilKpa: null,
  highestCoolantC: null,
  lowestCrankVolts: null,
  firstFuel: fuel,
  lastFuel: fuel,
  loadedAt: null,
  loadedLastAt: null,
});

const MINUTE = 60_000;
const SETTLING = 10_000;

/** Adds what a sample says to what was measured; `phase` is that of the set at this sample. */
export function addToTally(tally: TallyMemory, sample: PowerSample, phase: SetPhase | null): TallyMemory {
  const fuel = valueIn(sample, 'fuel-level');
  const kept = fuel === null ? tally : { ...tally, firstFuel: tally.firstFuel ?? fuel, lastFuel: fuel };
  if (phase === 'cranking') return crank(kept, sample);
  if (phase !== 'on-load') return kept.loadedAt === null ? kept : { ...kept, loadedAt: null, loadedLastAt: null };
  return load(kept, sample, kept.loadedAt ?? sample.at);
}

function crank(tally: TallyMemory, sample: PowerSample): TallyMemory {
  const lowestCrankVolts = lower(tally.lowestCrankVolts, valueIn(sample, 'start-battery-voltage'));
  return { ...tally, lowestCrankVolts, loadedAt: null, loadedLastAt: null };
}

function load(tally: TallyMemory, sample: PowerSample, loadedAt: Instant): TallyMemory {
  const { at } = sample;
  const isSettling = at - loadedAt < SETTLING;
  const volts = all(sample, 'generator-voltage');
  const hertz = all(sample, 'generator-frequency');
  const kw = valueIn(sample, 'generator-power');
  const isElectrical = hertz.length > 0;
  const waited = tally.loadedLastAt === null || !isElectrical ? null : at - tally.loadedLastAt;
  return {
    ...tally,
    loadedAt,
    loadedLastAt: isElectrical ? at : tally.loadedLastAt,
    minutes: kw === null ? tally.minutes : addMinute(tally.minutes, { kw, from: at - ((at - loadedAt) % MINUTE) }),
    ...(isSettling
      ? {
          acceptVolts: widen(tally.acceptVolts, volts),
          acceptHz: widen(tally.acceptHz, hertz),
          acceptIntervalMs: higher(tally.acceptIntervalMs, waited),
        }
      : { steadyVolts: widen(tally.steadyVolts, volts), steadyHz: widen(tally.steadyHz, hertz) }),
    lowestOilKpa: isSettling ? tally.lowestOilKpa : lower(tally.lowestOilKpa, valueIn(sample, 'oil-pressure')),
    highestCoolantC: higher(tally.highestCoolantC, valueIn(sample, 'coolant-temperature')),
  };
}

function addMinute(
  minutes: readonly LoadMinute[],
  { kw, from }: { readonly kw: number; readonly from: Instant },
): readonly LoadMinute[] {
  const last = minutes.at(-1);
  if (last?.from !== from) return [...minutes, { from, meanKw: kw, lowKw: kw, highKw: kw, samples: 1 }];
  const samples = last.samples + 1;
  const meanKw = last.meanKw + (kw - last.meanKw) / samples;
  return minutes.with(-1, { from, meanKw, lowKw: Math.min(last.lowKw, kw), highKw: Math.max(last.highKw, kw), samples });
}

const all = (sample: PowerSample, quantity: PowerQuantity): readonly number[] =>
  sample.values.filter((each) => each.quantity === quantity).map(({ value }) => value);

export const valueIn = (sample: PowerSample, quantity: PowerQuantity): number | null =>
  sample.values.find((each) => each.quantity === quantity)?.value ?? null;

const widen = (range: Range | null, values: readonly number[]): Range | null => {
  if (values.length === 0) return range;
  return [
    Math.min(range?.[0] ?? Number.POSITIVE_INFINITY, ...values),
    Math.max(range?.[1] ?? Number.NEGATIVE_INFINITY, ...values),
  ];
};

const lower = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));
const higher = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));

/** What a UPS measured in one run; charge in percent, runtime in seconds. */
export interface UpsTally {
  readonly firstCharge: number | null;
  readonly lowestCharge: number | null;
  readonly lastCharge: number | null;
  readonly lowestRuntime: number | null;
  readonly highestLoad: number | null;
}

export const startUpsTally = (charge: number | null): UpsTally => ({
  firstCharge: charge,
  lowestCharge: charge,
  lastCharge: charge,
  lowestRuntime: null,
  highestLoad: null,
});

export function addToUpsTally(tally: UpsTally, sample: PowerSample): UpsTally {
  const charge = valueIn(sample, 'battery-charge');
  return {
    firstCharge: tally.firstCharge ?? charge,
    lowestCharge: lower(tally.lowestCharge, charge),
    lastCharge: charge ?? tally.lastCharge,
    lowestRuntime: lower(tally.lowestRuntime, valueIn(sample, 'battery-runtime')),
    highestLoad: higher(tally.highestLoad, valueIn(sample, 'ups-load')),
  };
}
