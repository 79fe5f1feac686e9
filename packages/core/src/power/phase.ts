import { atsPosition, engineState, gensetMode } from '../quantity/genset.ts';
import { stateIdOf } from '../quantity/state-by-wire.ts';
import type { PowerQuantity } from './observation.ts';
import type { PowerSettings } from './supply.ts';
import { type UpsPhase, upsPhase } from './ups-status.ts';

export type MainsPhase = 'good' | 'failed';
export type SwitchPhase = 'mains' | 'open' | 'generator' | 'fault';
export type ModePhase = 'auto' | 'test' | 'manual' | 'off';
/** Life of a set, domain.md 6.3: `ready` and `shutdown` stand still, `pause` lies between two attempts, `rated` has volts and hertz but no load. */
export type SetPhase = 'ready' | 'cranking' | 'pause' | 'run-up' | 'rated' | 'on-load' | 'cool-down' | 'stopping' | 'shutdown';

/** The last value of each channel of one piece of equipment, by quantity. */
export type Latest = Readonly<Partial<Record<PowerQuantity, Readonly<Record<string, number>>>>>;

/** What a phase is read from. `before`: the phase until now, and for how long; `loadedKw`: more than this is a load. */
export interface PhaseQuestion<Phase> {
  readonly latest: Latest;
  readonly before: Phase | null;
  readonly beforeMs: number;
  readonly settings: PowerSettings;
  readonly loadedKw: number;
}

/**
 * How one thing is read out of samples. `deciding`: a sample without any of these says nothing of it. `between`: what must have happened
 * from one phase to another that was not seen, because the samples lay too far apart.
 */
export interface Role<Phase extends string> {
  readonly deciding: readonly PowerQuantity[];
  readonly phaseOf: (question: PhaseQuestion<Phase>) => Phase | null;
  readonly between: (from: Phase, to: Phase, isSilence: boolean) => readonly Phase[];
}

const nothing = () => [];
const all = (latest: Latest, quantity: PowerQuantity): readonly number[] => Object.values(latest[quantity] ?? {});
const first = (latest: Latest, quantity: PowerQuantity): number | null => all(latest, quantity)[0] ?? null;
const isWithin = (values: readonly number[], nominal: number, [low, high]: readonly [number, number]) =>
  values.every((value) => value >= low * nominal && value <= high * nominal);

/** Good when every phase and every frequency told is within the band; anything out of it is a failure. */
export const mainsRole: Role<MainsPhase> = {
  deciding: ['mains-voltage', 'mains-frequency'],
  phaseOf: ({ latest, settings }) =>
    isWithin(all(latest, 'mains-voltage'), settings.nominalVolts, settings.mainsVolts) &&
    isWithin(all(latest, 'mains-frequency'), settings.nominalHz, settings.mainsHz)
      ? 'good'
      : 'failed',
  between: nothing,
};

const positions: Readonly<Record<string, SwitchPhase>> = { mains: 'mains', generator: 'generator', open: 'open', fault: 'fault' };

/** Position of a transfer switch. A way from one side to the other leads through open, seen or not. */
export const switchRole: Role<SwitchPhase> = {
  deciding: ['ats-position'],
  phaseOf: ({ latest }) => positions[stateIdOf(atsPosition, first(latest, 'ats-position') ?? -1) ?? ''] ?? null,
  between: (from, to) => (isSide(from) && isSide(to) ? ['open'] : []),
};

const isSide = (phase: SwitchPhase) => phase === 'mains' || phase === 'generator';

const modes: Readonly<Record<string, ModePhase>> = {
  auto: 'auto',
  'auto-manual-restore': 'auto',
  test: 'test',
  manual: 'manual',
  stop: 'off',
};

export const modeRole: Role<ModePhase> = {
  deciding: ['genset-mode'],
  phaseOf: ({ latest }) => modes[stateIdOf(gensetMode, first(latest, 'genset-mode') ?? -1) ?? ''] ?? null,
  between: nothing,
};

export const upsRole: Role<UpsPhase> = {
  deciding: ['ups-state', 'ups-load', 'battery-charge', 'battery-runtime'],
  phaseOf: ({ latest }) => upsPhase(first(latest, 'ups-state') ?? -1),
  between: nothing,
};

const START: readonly SetPhase[] = ['ready', 'cranking', 'run-up', 'rated', 'on-load'];

export const setRole: Role<SetPhase> = {
  deciding: ['engine-state', 'engine-speed', 'generator-voltage', 'generator-frequency', 'generator-power'],
  phaseOf: (question) => bySaid(question) ?? bySpeed(question),
  between: (from, to, isSilence) => {
    const start = from === 'pause' || from === 'shutdown' ? 0 : START.indexOf(from);
    const end = to === 'cool-down' && from !== 'on-load' ? START.length - 1 : START.indexOf(to);
    if (start >= 0 && end > start) return START.slice(start + 1, end);
    if (to !== 'ready') return [];
    if (from === 'cool-down' || from === 'rated') return ['stopping'];
    return from === 'on-load' && isSilence ? ['cool-down', 'stopping'] : [];
  },
};

const hasLoad = ({ latest, loadedKw }: PhaseQuestion<SetPhase>) => (first(latest, 'generator-power') ?? 0) > loadedKw;

const isRated = ({ latest, settings }: PhaseQuestion<SetPhase>) =>
  isWithin(all(latest, 'generator-voltage'), settings.nominalVolts, settings.ratedVolts) &&
  isWithin(all(latest, 'generator-frequency'), settings.nominalHz, settings.ratedHz);

const saysPlainly: Readonly<Record<string, SetPhase>> = {
  ready: 'ready',
  'not-ready': 'ready',
  prestart: 'cranking',
  cranking: 'cranking',
  pause: 'pause',
  starting: 'run-up',
  loaded: 'on-load',
  cooling: 'cool-down',
  stopping: 'stopping',
  shutdown: 'shutdown',
};

/** Phase that a stored state of an engine means by itself; null for a code without meaning. Running stands for rated. */
export function setPhaseOfState(code: number): SetPhase | null {
  const id = stateIdOf(engineState, code);
  return id === 'running' ? 'rated' : (saysPlainly[id ?? ''] ?? null);
}

/** By the state the controller tells. "Running" may be the run-up, the wait for the switch, a load, or the end of one. */
function bySaid(question: PhaseQuestion<SetPhase>): SetPhase | null {
  const said = first(question.latest, 'engine-state');
  const id = said === null ? null : stateIdOf(engineState, said);
  if (id === null) return null;
  return saysPlainly[id] ?? running(question);
}

function running(question: PhaseQuestion<SetPhase>): SetPhase {
  const { before } = question;
  if (hasLoad(question)) return 'on-load';
  if (before === 'on-load' || before === 'cool-down') return 'cool-down';
  return before === 'rated' || isRated(question) ? 'rated' : 'run-up';
}

const STANDING = 0.02;
/** Above this share of nominal speed the engine runs by itself (domain.md 6.3, state 3). */
const FIRED = 0.3;
const SLOWED = 0.8;
/** A controller waits about 15 s between two attempts; longer at rest means that it gave up. */
const PAUSE_MS = 30_000;

/** By speed, or frequency in its place, where the controller tells no state. */
function bySpeed(question: PhaseQuestion<SetPhase>): SetPhase | null {
  const { latest, settings, before } = question;
  const rpm = first(latest, 'engine-speed');
  const hertz = first(latest, 'generator-frequency');
  if (rpm === null && hertz === null) return null;
  const share = rpm === null ? (hertz ?? 0) / settings.nominalHz : rpm / settings.nominalRpm;
  if (share < STANDING) return standing(question);
  const hasRun = before === 'rated' || before === 'on-load' || before === 'cool-down' || before === 'stopping';
  if (share < FIRED) return hasRun ? 'stopping' : before === 'run-up' ? 'pause' : 'cranking';
  if (hasLoad(question)) return 'on-load';
  if (hasRun && before !== 'rated') return before === 'stopping' || share < SLOWED ? 'stopping' : 'cool-down';
  return before === 'rated' ? (share < SLOWED ? 'stopping' : 'rated') : isRated(question) ? 'rated' : 'run-up';
}

function standing({ before, beforeMs }: PhaseQuestion<SetPhase>): SetPhase {
  if (before === 'cranking' || before === 'run-up') return 'pause';
  return before === 'pause' && beforeMs <= PAUSE_MS ? 'pause' : 'ready';
}
