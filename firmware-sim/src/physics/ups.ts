import { approach, clamp } from './air.ts';

export interface UpsParams {
  readonly ratedKw: number;
  readonly batteryKwh: number;
  readonly chargeKw: number;
}

export interface UpsInput {
  readonly loadKw: number;
  readonly isMainsPresent: boolean;
  readonly isBypassed: boolean;
}

/** `charge` is a fraction 0 to 1; temperatures in °C; `secondsOnBattery` counts the present discharge. */
export interface UpsState {
  readonly charge: number;
  readonly loadKw: number;
  readonly isOnBattery: boolean;
  readonly isBypassed: boolean;
  readonly isOff: boolean;
  readonly secondsOnBattery: number;
  readonly batteryC: number;
}

export const startUps = (loadKw: number): UpsState => ({
  charge: 1,
  loadKw,
  isOnBattery: false,
  isBypassed: false,
  isOff: false,
  secondsOnBattery: 0,
  batteryC: 22,
});

/** One step of `dt` seconds. An empty battery without mains is an output that is off. */
export function stepUps(state: UpsState, input: UpsInput, plan: { readonly params: UpsParams; readonly dt: number }): UpsState {
  const { params, dt } = plan;
  const isOnBattery = !input.isMainsPresent;
  const drained = isOnBattery ? -input.loadKw : state.charge < 1 ? params.chargeKw : 0;
  const charge = clamp(state.charge + (drained * dt) / 3600 / params.batteryKwh, 0, 1);
  return {
    charge,
    loadKw: input.loadKw,
    isOnBattery,
    isBypassed: input.isBypassed && input.isMainsPresent,
    isOff: isOnBattery && charge <= 0,
    secondsOnBattery: isOnBattery ? state.secondsOnBattery + dt : 0,
    batteryC: approach(state.batteryC, isOnBattery ? 30 : state.charge < 1 ? 25 : 22, { tauSeconds: 1500, dt }),
  };
}

/** How long the battery carries the present load, seconds. */
export const runtimeSeconds = (state: UpsState, params: UpsParams): number =>
  state.loadKw > 0 ? (state.charge * params.batteryKwh * 3600) / state.loadKw : 0;
