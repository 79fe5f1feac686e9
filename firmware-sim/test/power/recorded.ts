import type { GensetAilment, GensetMode, GensetParams } from '../../src/physics/genset.ts';
import { calmPower, type PowerKnobs, type PowerParams } from '../../src/physics/power.ts';
import type { SwitchAilment } from '../../src/physics/transfer-switch.ts';
import { createRandom } from '../../src/random/prng.ts';
import type { PowerStep } from '../../src/run/power-run.ts';

/** What the product must make of a run. `why`: criteria that speak against it. */
export interface ExpectedVerdict {
  readonly set: string;
  readonly outcome: 'pass' | 'fail' | 'inconclusive';
  readonly why: readonly string[];
}

/** Stages by set, in their order; a set that is not named did nothing. `sparse`: the verdict at 10 s where a limit lies within the uncertainty. */
export interface ExpectedRun {
  readonly kind: 'test' | 'outage' | 'unexplained';
  readonly reason: string;
  readonly stages: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
  readonly verdict: ExpectedVerdict;
  readonly sparse?: ExpectedVerdict;
}

/** Nothing comes of the equipment for a while. */
export interface Gap {
  readonly equipment: string;
  readonly from: number;
  readonly until: number;
}

/** One recording: how it is made again from its seed, and what must be found in it. `expect` null: no engine ran, nothing to judge. */
export interface Recorded {
  readonly name: string;
  /** Scenario of domain.md 6.4, if it is one. */
  readonly scenario?: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H';
  readonly seed: number;
  readonly sets: 1 | 2;
  readonly seconds: number;
  readonly itKw: number;
  readonly plant: PowerParams;
  readonly steps: readonly PowerStep[];
  readonly gaps: readonly Gap[];
  /** Clocks that are wrong, milliseconds ahead; `isKnown`: the product has measured it. */
  readonly clocks: Readonly<Record<string, { readonly aheadMs: number; readonly isKnown: boolean }>>;
  readonly isAnnounced: boolean;
  readonly previousDays: number | null;
  readonly expect: ExpectedRun | null;
}

/** Second at which the story of every recording begins. */
export const T = 60;

type Turn = (knobs: PowerKnobs) => PowerKnobs;
const at = (atSeconds: number, turn: Turn): PowerStep => ({ atSeconds: T + atSeconds, turn });

export const lost = (seconds = 0) => at(seconds, (knobs) => ({ ...knobs, isMainsPresent: false }));
export const back = (seconds: number) => at(seconds, (knobs) => ({ ...knobs, isMainsPresent: true }));
export const ill = (ailment: GensetAilment, slug = 'genset-1', seconds = -30) =>
  at(seconds, (knobs) => ({ ...knobs, gensetAilments: { ...knobs.gensetAilments, [slug]: ailment } }));
export const healed = (seconds: number) => at(seconds, (knobs) => ({ ...knobs, gensetAilments: {}, switchAilment: {} }));
export const sticks = (switchAilment: SwitchAilment) => at(-30, (knobs) => ({ ...knobs, switchAilment }));
export const mode = (seconds: number, gensetMode: GensetMode, slug = 'genset-1') =>
  at(seconds, (knobs) => ({ ...knobs, gensetModes: { ...knobs.gensetModes, [slug]: gensetMode } }));
export const auto = (seconds: number) => at(seconds, (knobs) => ({ ...knobs, gensetModes: {} }));
export const byHand = (seconds: number, startedByHand: readonly string[]) =>
  at(seconds, (knobs) => ({ ...knobs, startedByHand }));
export const upsTest = (seconds: number, testedUps: readonly string[]) => at(seconds, (knobs) => ({ ...knobs, testedUps }));
export const upsModule = (seconds: number) => at(seconds, (knobs) => ({ ...knobs, degradedUps: ['ups-a'] }));
export const calm = (seconds: number) => at(seconds, () => calmPower);

/** A site of the library: it differs a little from seed to seed. The waits are short so that a run is. */
function plantOf(seed: number, sets: 1 | 2, change: Change): PowerParams {
  const random = createRandom(seed).fork('plant');
  const genset = (): GensetParams => ({
    ratedKw: 500,
    tankLitres: 5000,
    crankSeconds: 2 + random.below(3),
    runUpSeconds: 3 + random.below(3),
    coolDownSeconds: change.coolDownSeconds ?? 90,
  });
  const ups = { ratedKw: 320, batteryKwh: change.batteryKwh ?? 40, chargeKw: 8 };
  return {
    ats: { startDelaySeconds: 2 + random.below(2), breakSeconds: 0.5 + random.below(3) * 0.5, qualifySeconds: 60, ...change.ats },
    gensets: sets === 1 ? { 'genset-1': genset() } : { 'genset-1': genset(), 'genset-2': genset() },
    ups: { 'ups-a': ups, 'ups-b': ups },
  };
}

interface Change {
  readonly batteryKwh?: number;
  readonly coolDownSeconds?: number;
  readonly ats?: Partial<PowerParams['ats']>;
}

type Given = Pick<Recorded, 'name' | 'seed' | 'seconds' | 'steps' | 'expect'> & Partial<Recorded> & { readonly change?: Change };

export function recorded({ change = {}, ...given }: Given): Recorded {
  const sets = given.sets ?? 1;
  return {
    itKw: 190 + createRandom(given.seed).below(40),
    gaps: [],
    clocks: {},
    isAnnounced: false,
    previousDays: null,
    ...given,
    sets,
    plant: plantOf(given.seed, sets, change),
    steps: given.steps.toSorted((a, b) => a.atSeconds - b.atSeconds),
  };
}
