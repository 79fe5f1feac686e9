import { dewPoint } from '../quantity/dew-point.ts';
import type { ThermalClass } from './location.ts';

/** Bounds of an equipment inlet. Temperature °C, dew point °C (frost point below zero), relative humidity %. All hold at once. */
export interface Envelope {
  readonly temperature: readonly [number, number];
  readonly dewPoint: readonly [number, number];
  readonly humidity: readonly [number, number];
}

export type EnvelopeKind = 'recommended' | 'allowable';

const recommendedA: Envelope = { temperature: [18, 27], dewPoint: [-9, 15], humidity: [0, 70] };
const allowable = (temperature: readonly [number, number], dewPointMax: number, humidityMax: number): Envelope => ({
  temperature,
  dewPoint: [-12, dewPointMax],
  humidity: [8, humidityMax],
});

/**
 * ASHRAE TC 9.9, 5th edition (2021), as extracted in domain.md 1. The recommended ceiling of 70 % RH holds for corrosion class G1; above it
 * the ceiling is 50 % (`envelopeOf`). Moisture limits of H1 are from general knowledge: label them site limits.
 */
const table: Readonly<Record<ThermalClass, Readonly<Record<EnvelopeKind, Envelope>>>> = {
  A1: { recommended: recommendedA, allowable: allowable([15, 32], 17, 80) },
  A2: { recommended: recommendedA, allowable: allowable([10, 35], 21, 80) },
  A3: { recommended: recommendedA, allowable: allowable([5, 40], 24, 85) },
  A4: { recommended: recommendedA, allowable: allowable([5, 45], 24, 90) },
  H1: { recommended: { ...recommendedA, temperature: [18, 22] }, allowable: allowable([5, 25], 17, 80) },
};

/** Kelvin of maximum temperature lost per metre above 900 m (domain.md 1; from general knowledge). */
const derating: Readonly<Record<ThermalClass, number>> = { A1: 1 / 300, A2: 1 / 300, A3: 1 / 175, A4: 1 / 125, H1: 1 / 300 };

/** Envelope of a class. `isCorrosive`: the room is worse than G1. `altitudeMeters` lowers the allowable maximum above 900 m. */
export function envelopeOf(
  thermalClass: ThermalClass,
  kind: EnvelopeKind,
  site: { readonly isCorrosive?: boolean; readonly altitudeMeters?: number } = {},
): Envelope {
  const envelope = table[thermalClass][kind];
  const lost = kind === 'allowable' ? Math.max(0, (site.altitudeMeters ?? 0) - 900) * derating[thermalClass] : 0;
  const isDry = kind === 'recommended' && site.isCorrosive === true;
  if (lost === 0 && !isDry) return envelope;
  return {
    ...envelope,
    temperature: [envelope.temperature[0], envelope.temperature[1] - lost],
    humidity: isDry ? [envelope.humidity[0], 50] : envelope.humidity,
  };
}

export interface Climate {
  readonly temperatureC: number;
  readonly humidityPercent?: number | undefined;
  /** Taken as given; computed from temperature and humidity when absent. */
  readonly dewPointC?: number | undefined;
}

/** Inside the envelope? Null when the moisture is not known and the temperature alone does not decide. */
export function isInside(envelope: Envelope, climate: Climate): boolean | null {
  const { temperatureC, humidityPercent } = climate;
  if (!within(envelope.temperature, temperatureC)) return false;
  const dewPointC = climate.dewPointC ?? (humidityPercent === undefined ? null : dewPoint(temperatureC, humidityPercent));
  if (humidityPercent !== undefined && !within(envelope.humidity, humidityPercent)) return false;
  if (dewPointC !== null && !within(envelope.dewPoint, dewPointC)) return false;
  return humidityPercent === undefined || dewPointC === null ? null : true;
}

const within = (range: readonly [number, number], value: number): boolean => value >= range[0] && value <= range[1];

export interface LimitDistance {
  readonly direction: 'low' | 'high';
  readonly limit: number;
  /** Positive inside, negative beyond, in the unit of the value. */
  readonly distance: number;
}

/** The nearer limit and how far it is: "Hall A is 1.4 °C from its limit". Null without limits. */
export function distanceToLimit(
  value: number,
  range: { readonly low?: number | undefined; readonly high?: number | undefined },
): LimitDistance | null {
  const low = range.low === undefined ? null : ({ direction: 'low', limit: range.low, distance: value - range.low } as const);
  const high =
    range.high === undefined ? null : ({ direction: 'high', limit: range.high, distance: range.high - value } as const);
  if (low === null || high === null) return low ?? high;
  return low.distance < high.distance ? low : high;
}
