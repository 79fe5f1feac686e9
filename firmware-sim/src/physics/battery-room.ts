import { approach } from './air.ts';

/** A room with vented strings: hydrogen from charging, thinned by ventilation. Fractions of volume, 0 to 1. */
export interface BatteryRoomParams {
  readonly volumeM3: number;
  readonly cells: number;
  readonly capacityAh: number;
  readonly fanM3PerHour: number;
  readonly naturalM3PerHour: number;
}

export type ChargeMode = 'float' | 'boost' | 'overcharge';

export interface BatteryRoomInput {
  readonly charge: ChargeMode;
  readonly isFanRunning: boolean;
  readonly outsideC: number;
  readonly isDischarging: boolean;
}

export interface BatteryRoomState {
  readonly hydrogen: number;
  readonly airC: number;
  readonly airflowM3PerHour: number;
  readonly stringC: number;
}

/** Gassing current in mA per Ah: float 1 and boost 8 as EN IEC 62485-2 gives for sealed cells; overcharge is a failed charger. */
const GASSING: Readonly<Record<ChargeMode, number>> = { float: 1, boost: 8, overcharge: 100 };
/** Hydrogen set free per ampere-hour and cell, m³ (EN 50272 family). */
const GAS_M3_PER_AH = 0.42e-3;

export const startBatteryRoom = (params: BatteryRoomParams): BatteryRoomState => ({
  hydrogen: 0.0003,
  airC: 21,
  airflowM3PerHour: params.fanM3PerHour,
  stringC: 22,
});

/** One step of `dt` seconds; exact in the hydrogen balance for constant input. */
export function stepBatteryRoom(
  state: BatteryRoomState,
  input: BatteryRoomInput,
  plan: { readonly params: BatteryRoomParams; readonly dt: number },
): BatteryRoomState {
  const { params, dt } = plan;
  const flow = approach(state.airflowM3PerHour, input.isFanRunning ? params.fanM3PerHour : 0, { tauSeconds: 6, dt });
  const exchange = flow + params.naturalM3PerHour;
  const current = (GASSING[input.charge] / 1000) * params.capacityAh;
  const gas = params.cells * current * GAS_M3_PER_AH;
  const hydrogen = approach(state.hydrogen, gas / (gas + exchange), { tauSeconds: (params.volumeM3 / exchange) * 3600, dt });
  const heat = { float: 1, boost: 2.5, overcharge: 9 }[input.charge] + (input.isDischarging ? 5 : 0);
  const cooledC = 20.5 + (input.isFanRunning ? 0 : 2);
  return {
    hydrogen,
    airC: approach(state.airC, cooledC + heat * 0.5, { tauSeconds: 2400, dt }),
    stringC: approach(state.stringC, state.airC + heat, { tauSeconds: 1800, dt }),
    airflowM3PerHour: flow,
  };
}

/** Hydrogen as percent of its lower explosive limit (4 % of volume). */
export const percentOfExplosiveLimit = (hydrogen: number): number => (hydrogen / 0.04) * 100;
