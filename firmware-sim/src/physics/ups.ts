import { approach, clamp } from './air.ts';

export interface UpsParams {
  readonly ratedKw: number;
  readonly batteryKwh: number;
  readonly chargeKw: number;
}

export interface UpsInput {
  readonly loadKw: number;
  /** Its input is fed, by mains or sets. */
  readonly isMainsPresent: boolean;
  readonly isBypassed: boolean;
  /** Somebody ordered a battery test: it discharges although the input is good, down to a low battery. */
  readonly isTested?: boolean;
  /** A module is isolated: it reports an alarm and carries on. */
  readonly isDegraded?: boolean;
}

/** `charge` is a fraction 0 to 1; temperatures in °C; `secondsOnBattery` counts the present discharge. */
export interface UpsState {
  readonly charge: number;
  readonly loadKw: number;
  readonly isOnBattery: boolean;
  /** The discharge was ordered. */
  readonly isTesting: boolean;
  /** How the last test ended: down to a low battery it has passed; broken off when the input or the order went away. */
  readonly test: 'none' | 'running' | 'passed' | 'aborted';
  readonly isBypassed: boolean;
  readonly isDegraded: boolean;
  readonly isOff: boolean;
  readonly secondsOnBattery: number;
  readonly batteryC: number;
}

export const startUps = (loadKw: number): UpsState => ({
  charge: 1,
  loadKw,
  isOnBattery: false,
  isTesting: false,
  test: 'none',
  isBypassed: false,
  isDegraded: false,
  isOff: false,
  secondsOnBattery: 0,
  batteryC: 22,
});

/** Below this share of charge the battery is low, and a test ends by itself. */
export const LOW_CHARGE = 0.2;
/** And it begins with a charged one. */
const TEST_CHARGE = 0.9;

/** One step of `dt` seconds. An empty battery without input is an output that is off. */
export function stepUps(state: UpsState, input: UpsInput, plan: { readonly params: UpsParams; readonly dt: number }): UpsState {
  const { params, dt } = plan;
  const isEnough = state.charge > (state.isTesting ? LOW_CHARGE : TEST_CHARGE);
  const isTesting = input.isMainsPresent && input.isTested === true && isEnough;
  const isOnBattery = !input.isMainsPresent || isTesting;
  const drained = isOnBattery ? -input.loadKw : state.charge < 1 ? params.chargeKw : 0;
  const charge = clamp(state.charge + (drained * dt) / 3600 / params.batteryKwh, 0, 1);
  return {
    charge,
    loadKw: input.loadKw,
    isOnBattery,
    isTesting,
    test: isTesting ? 'running' : state.test !== 'running' ? state.test : isEnough ? 'aborted' : 'passed',
    isBypassed: input.isBypassed && input.isMainsPresent,
    isDegraded: input.isDegraded === true,
    isOff: !input.isMainsPresent && charge <= 0,
    secondsOnBattery: isOnBattery ? state.secondsOnBattery + dt : 0,
    batteryC: approach(state.batteryC, isOnBattery ? 30 : state.charge < 1 ? 25 : 22, { tauSeconds: 1500, dt }),
  };
}

/** How long the battery carries the present load, seconds. */
export const runtimeSeconds = (state: UpsState, params: UpsParams): number =>
  state.loadKw > 0 ? (state.charge * params.batteryKwh * 3600) / state.loadKw : 0;
