import { dewPoint } from './air.ts';

export interface MoistureInput {
  readonly outdoorRatio: number;
  /** Air changes per hour with the outside. */
  readonly freshAirPerHour: number;
  readonly isHumidifierOn: boolean;
  readonly airKg: number;
  /** Surface of the coldest coil, °C: moisture condenses on it when the dew point is higher. */
  readonly coilC: number;
}

const HUMIDIFIER_KG_PER_HOUR = 3;

/**
 * Humidity ratio of a room after `dt` seconds: exchange with outdoor air, a humidifier that works below 7.5 °C dew point
 * and is full on from 6.5 °C, and condensation on the coil.
 */
export function stepMoisture(ratio: number, input: MoistureInput, dt: number): number {
  const hours = dt / 3600;
  const mixed = input.outdoorRatio + (ratio - input.outdoorRatio) * Math.exp(-input.freshAirPerHour * hours);
  const dew = dewPoint(mixed);
  const demand = input.isHumidifierOn ? Math.min(1, Math.max(0, 7.5 - dew)) : 0;
  const added = (demand * HUMIDIFIER_KG_PER_HOUR * hours) / input.airKg;
  const condensed = dew > input.coilC ? mixed * 0.004 * (dew - input.coilC) * (dt / 60) : 0;
  return Math.max(0.0002, mixed + added - condensed);
}
