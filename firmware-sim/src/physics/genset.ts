import { approach, clamp } from './air.ts';

export type EngineState =
  | 'ready'
  | 'cranking'
  | 'pause'
  | 'starting'
  | 'running'
  | 'loaded'
  | 'cooling'
  | 'stopping'
  | 'shutdown';

export type GensetMode = 'auto' | 'test' | 'manual' | 'stop';

export interface GensetParams {
  readonly ratedKw: number;
  readonly tankLitres: number;
  /** Seconds of cranking until it fires. */
  readonly crankSeconds: number;
  /** From firing to volts and hertz. */
  readonly runUpSeconds: number;
  readonly coolDownSeconds: number;
}

/** What is wrong with a set. All of it may be absent. */
export interface GensetAilment {
  /** So many attempts to start fail; ten is never. */
  readonly failedAttempts?: number;
  /** Protection trips after so many seconds on load. */
  readonly tripAfterSeconds?: number;
  readonly neverStops?: boolean;
  /** The breaker opens after so many seconds on load; the engine runs on. */
  readonly opensAfterSeconds?: number;
  /** A leaking tank, litres an hour. */
  readonly leakLitresPerHour?: number;
  readonly oilKpa?: number;
}

export interface GensetInput {
  /** The transfer switch asks for it. */
  readonly isWanted: boolean;
  readonly mode: GensetMode;
  /** Somebody pressed start, or start on the panel in manual. */
  readonly isStartedByHand: boolean;
  /** The switch has the load on the sets' side. */
  readonly isOnBus: boolean;
  readonly loadKw: number;
  readonly ailment: GensetAilment;
}

export interface GensetState {
  readonly engine: EngineState;
  /** Seconds in the present state. */
  readonly seconds: number;
  readonly attempt: number;
  readonly rpm: number;
  /** Frequency lost to the load just taken, Hz; it comes back within seconds. */
  readonly dipHz: number;
  readonly coolantC: number;
  readonly oilKpa: number;
  readonly fuelLitres: number;
  readonly startBatteryV: number;
  readonly loadKw: number;
  readonly runSeconds: number;
  readonly starts: number;
  readonly mode: GensetMode;
}

export const startGenset = (params: GensetParams): GensetState => ({
  engine: 'ready',
  seconds: 0,
  attempt: 0,
  rpm: 0,
  dipHz: 0,
  coolantC: 45,
  oilKpa: 0,
  fuelLitres: params.tankLitres * 0.93,
  startBatteryV: 27.2,
  loadKw: 0,
  runSeconds: 1_512_000,
  starts: 431,
  mode: 'auto',
});

/** Three attempts of 15 s with 15 s between (domain.md 6.1). */
const ATTEMPTS = 3;
const CRANK_LIMIT = 15;
const PAUSE = 15;
const SYNCHRONISING = 2;
const RATED_RPM = 1500;
/** A set that was put right is ready again after somebody reset it. */
const RESET = 60;

const TURNING: readonly EngineState[] = ['starting', 'running', 'loaded', 'cooling'];
/** The engine turns by its own fuel. */
export const isTurning = ({ engine }: Pick<GensetState, 'engine'>): boolean => TURNING.includes(engine);
/** Volts and hertz are there: it may carry. */
export const canCarry = ({ engine }: Pick<GensetState, 'engine'>): boolean =>
  engine === 'running' || engine === 'loaded' || engine === 'cooling';

/** Excited above four fifths of speed; the voltage follows the frequency. */
export const gensetHz = (set: GensetState): number => (set.rpm < 30 ? 0 : Math.max(0, set.rpm / 30 - set.dipHz));
export const gensetVolts = (set: GensetState): number =>
  isTurning(set) && set.rpm > 0.8 * RATED_RPM ? 231 * (set.rpm / RATED_RPM) * (1 - set.dipHz / 60) : 0;

interface Plan {
  readonly params: GensetParams;
  readonly dt: number;
}

/** One step of `dt` seconds. */
export function stepGenset(state: GensetState, input: GensetInput, plan: Plan): GensetState {
  const { params, dt } = plan;
  const engine = nextEngine(state, input, params);
  const hasChanged = engine !== state.engine;
  const turns = isTurning({ engine });
  const loadKw = engine === 'loaded' ? approach(state.loadKw, input.loadKw, { tauSeconds: 2, dt }) : 0;
  const litres = turns ? ((params.ratedKw * 0.02 + loadKw * 0.26) * dt) / 3600 : 0;
  const leaked = ((input.ailment.leakLitresPerHour ?? 0) * dt) / 3600;
  const isCranking = engine === 'cranking';
  const step = Math.max(0, loadKw - state.loadKw) / params.ratedKw;
  return {
    engine,
    seconds: hasChanged ? 0 : state.seconds + dt,
    attempt: isCranking && hasChanged ? state.attempt + 1 : engine === 'ready' ? 0 : state.attempt,
    rpm: speed({ ...state, engine }, params, dt),
    dipHz: clamp(approach(state.dipHz, 0, { tauSeconds: 1.2, dt }) + step * 6, 0, 8),
    coolantC: approach(state.coolantC, turns ? 78 + (loadKw / params.ratedKw) * 10 : 45, { tauSeconds: 400, dt }),
    oilKpa: approach(state.oilKpa, turns ? (input.ailment.oilKpa ?? 420) : 0, { tauSeconds: 2, dt }),
    fuelLitres: clamp(state.fuelLitres - litres - leaked, 0, params.tankLitres),
    startBatteryV: approach(state.startBatteryV, isCranking ? 20.5 : turns ? 28.1 : 27.2, {
      tauSeconds: isCranking ? 0.4 : 12,
      dt,
    }),
    loadKw,
    runSeconds: state.runSeconds + (turns ? dt : 0),
    starts: state.starts + (hasChanged && engine === 'starting' ? 1 : 0),
    mode: input.mode,
  };
}

/** Straight up while running up, so that the time is the one of the nameplate; it coasts down when the fuel is off. */
function speed({ engine, rpm }: Pick<GensetState, 'engine' | 'rpm'>, params: GensetParams, dt: number): number {
  if (engine === 'cranking') return approach(rpm, 220, { tauSeconds: 0.5, dt });
  if (engine === 'starting') return Math.min(RATED_RPM, rpm + ((RATED_RPM - 220) * dt) / params.runUpSeconds);
  return approach(rpm, isTurning({ engine }) ? RATED_RPM : 0, { tauSeconds: isTurning({ engine }) ? 1 : 4, dt });
}

function nextEngine(state: GensetState, input: GensetInput, params: GensetParams): EngineState {
  const { engine, seconds } = state;
  const { ailment, mode } = input;
  const isWanted = mode === 'test' || (mode === 'auto' && input.isWanted) || (mode === 'manual' && input.isStartedByHand);
  const isFailing = state.attempt <= (ailment.failedAttempts ?? 0);
  switch (engine) {
    case 'ready':
      return isWanted && state.fuelLitres > 0 ? 'cranking' : 'ready';
    case 'cranking':
      if (!isWanted) return 'ready';
      if (seconds >= params.crankSeconds && !isFailing) return 'starting';
      return seconds < CRANK_LIMIT ? 'cranking' : state.attempt < ATTEMPTS ? 'pause' : 'shutdown';
    case 'pause':
      return !isWanted ? 'ready' : seconds >= PAUSE ? 'cranking' : 'pause';
    case 'starting':
      return state.rpm >= RATED_RPM ? 'running' : 'starting';
    case 'running':
      if (!isWanted) return 'cooling';
      return input.isOnBus && seconds >= SYNCHRONISING && mode !== 'manual' ? 'loaded' : 'running';
    case 'loaded':
      return leaveLoad(state, input);
    case 'cooling':
      if (isWanted && input.isOnBus && ailment.opensAfterSeconds === undefined) return 'loaded';
      return seconds >= params.coolDownSeconds && !ailment.neverStops && !isWanted ? 'stopping' : 'cooling';
    case 'stopping':
      return state.rpm < 20 ? 'ready' : 'stopping';
    case 'shutdown':
      return isHealthy(ailment) && !isWanted && seconds >= RESET ? 'ready' : 'shutdown';
  }
}

const isHealthy = (ailment: GensetAilment): boolean => Object.keys(ailment).length === 0;

function leaveLoad({ seconds, fuelLitres }: GensetState, { ailment, isOnBus }: GensetInput): EngineState {
  if (fuelLitres <= 0 || seconds >= (ailment.tripAfterSeconds ?? Number.POSITIVE_INFINITY)) return 'shutdown';
  if (seconds >= (ailment.opensAfterSeconds ?? Number.POSITIVE_INFINITY)) return 'cooling';
  return isOnBus ? 'loaded' : 'cooling';
}
