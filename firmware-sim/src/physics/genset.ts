import { approach, clamp } from './air.ts';

export type EngineState = 'ready' | 'cranking' | 'running' | 'loaded' | 'cooling';

export interface GensetParams {
  readonly ratedKw: number;
  readonly tankLitres: number;
  /** Seconds of mains failure before the start command. */
  readonly startDelaySeconds: number;
  readonly crankSeconds: number;
  readonly transferSeconds: number;
  readonly coolDownSeconds: number;
}

export interface GensetInput {
  readonly isMainsPresent: boolean;
  readonly loadKw: number;
  readonly isBlocked: boolean;
}

export interface GensetState {
  readonly engine: EngineState;
  /** Seconds in the present state; in `ready` seconds of mains failure. */
  readonly seconds: number;
  readonly rpm: number;
  readonly coolantC: number;
  readonly oilKpa: number;
  readonly fuelLitres: number;
  readonly startBatteryV: number;
  readonly loadKw: number;
  readonly runSeconds: number;
  readonly starts: number;
}

export const startGenset = (params: GensetParams): GensetState => ({
  engine: 'ready',
  seconds: 0,
  rpm: 0,
  coolantC: 45,
  oilKpa: 0,
  fuelLitres: params.tankLitres * 0.93,
  startBatteryV: 27.2,
  loadKw: 0,
  runSeconds: 1_512_000,
  starts: 431,
});

/** One step of `dt` seconds. A set in `loaded` feeds the bus; a blocked set cranks in vain. */
export function stepGenset(
  state: GensetState,
  input: GensetInput,
  plan: { readonly params: GensetParams; readonly dt: number },
): GensetState {
  const { params, dt } = plan;
  const engine = nextEngine(state, input, params);
  const hasChanged = engine !== state.engine;
  const isWaiting = engine === 'ready' && !input.isMainsPresent;
  const isTurning = engine === 'running' || engine === 'loaded' || engine === 'cooling';
  const loadKw = engine === 'loaded' ? input.loadKw : 0;
  const litres = isTurning ? ((params.ratedKw * 0.02 + loadKw * 0.26) * dt) / 3600 : 0;
  const crankV = engine === 'cranking' ? 20.5 : 27.2;
  return {
    engine,
    seconds: hasChanged ? 0 : engine === 'ready' && !isWaiting ? 0 : state.seconds + dt,
    rpm: approach(state.rpm, isTurning ? 1500 : engine === 'cranking' ? 220 : 0, { tauSeconds: 1.5, dt }),
    coolantC: approach(state.coolantC, isTurning ? 78 + (loadKw / params.ratedKw) * 10 : 45, { tauSeconds: 400, dt }),
    oilKpa: approach(state.oilKpa, isTurning ? 420 : 0, { tauSeconds: 2, dt }),
    fuelLitres: clamp(state.fuelLitres - litres, 0, params.tankLitres),
    startBatteryV: approach(state.startBatteryV, crankV, { tauSeconds: engine === 'cranking' ? 0.5 : 20, dt }),
    loadKw,
    runSeconds: state.runSeconds + (isTurning ? dt : 0),
    starts: state.starts + (hasChanged && engine === 'cranking' ? 1 : 0),
  };
}

function nextEngine(state: GensetState, input: GensetInput, params: GensetParams): EngineState {
  switch (state.engine) {
    case 'ready':
      return !input.isMainsPresent && state.seconds >= params.startDelaySeconds && state.fuelLitres > 0 ? 'cranking' : 'ready';
    case 'cranking':
      return state.seconds >= params.crankSeconds && !input.isBlocked ? 'running' : 'cranking';
    case 'running':
      return input.isMainsPresent ? 'cooling' : state.seconds >= params.transferSeconds ? 'loaded' : 'running';
    case 'loaded':
      return input.isMainsPresent ? 'cooling' : 'loaded';
    case 'cooling':
      if (!input.isMainsPresent) return 'loaded';
      return state.seconds >= params.coolDownSeconds ? 'ready' : 'cooling';
  }
}
