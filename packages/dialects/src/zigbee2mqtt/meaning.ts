import type { Exposed } from './inventory.ts';

/** What a property of the vocabulary of Zigbee2MQTT measures. `isInverted`: true on the wire is false as a quantity. */
export interface Meaning {
  readonly unit?: string | undefined;
  readonly quantity?: string;
  readonly isInverted?: boolean;
}

/** Units: zigbee-herdsman-converters, exposes. `contact` true means closed, while a door that is open is true. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  temperature: { unit: '°C', quantity: 'temperature' },
  device_temperature: { unit: '°C', quantity: 'temperature' },
  humidity: { unit: '%', quantity: 'relative-humidity' },
  dew_point: { unit: '°C', quantity: 'dew-point' },
  pressure: { unit: 'hPa', quantity: 'barometric-pressure' },
  battery: { unit: '%', quantity: 'device-battery' },
  battery_low: { quantity: 'device-battery-low' },
  linkquality: { unit: 'lqi', quantity: 'link-quality' },
  co: { unit: 'ppm', quantity: 'carbon-monoxide' },
  co2: { unit: 'ppm', quantity: 'carbon-dioxide' },
  hcho: { unit: 'mg/m³' },
  formaldehyd: { unit: 'mg/m³' },
  voc: { quantity: 'voc' },
  pm25: { unit: 'µg/m³', quantity: 'particulate' },
  pm10: { unit: 'µg/m³', quantity: 'particulate' },
  illuminance: { unit: 'lx' },
  current: { unit: 'A', quantity: 'current' },
  power: { unit: 'W', quantity: 'power' },
  energy: { unit: 'kWh', quantity: 'energy' },
  ac_frequency: { unit: 'Hz', quantity: 'frequency' },
  voltage: { quantity: 'voltage' },
  contact: { quantity: 'door', isInverted: true },
  water_leak: { quantity: 'leak' },
  smoke: { quantity: 'smoke' },
  tamper: { quantity: 'tamper' },
  occupancy: { quantity: 'motion' },
};

/**
 * Meaning of a property. The unit a device exposes comes before the one of the vocabulary; the voltage of a battery device,
 * or one of more than 1,000, is in mV and that of a plug in V.
 */
export function meaningOf(
  property: string,
  about: { readonly exposed: Exposed | undefined; readonly raw: unknown; readonly isBattery: boolean },
): Meaning {
  const known = Object.hasOwn(MEANINGS, property) ? MEANINGS[property] : undefined;
  if (property !== 'voltage' || about.raw === undefined) return { ...known, unit: about.exposed?.unit ?? known?.unit };
  const isBattery = about.isBattery || (typeof about.raw === 'number' && Math.abs(about.raw) > 1000);
  return { quantity: isBattery ? 'supply-voltage' : 'voltage', unit: about.exposed?.unit ?? (isBattery ? 'mV' : 'V') };
}
