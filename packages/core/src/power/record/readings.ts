import type { Words } from '../../quantity/define.ts';
import { registryOf } from '../../registry.ts';

/** Something a person reads off at the machine. `plausible`: what can be on the gauge at all, limits of alarm are elsewhere. */
export interface HandReading {
  readonly id: string;
  readonly name: Words;
  readonly unit: string;
  readonly plausible: readonly [number, number];
}

export const handReadings: readonly HandReading[] = [
  { id: 'oil-pressure', name: { en: 'Oil pressure', nl: 'Oliedruk' }, unit: 'bar', plausible: [0, 12] },
  { id: 'oil-level', name: { en: 'Oil level', nl: 'Oliepeil' }, unit: '%', plausible: [0, 120] },
  {
    id: 'coolant-temperature',
    name: { en: 'Coolant temperature', nl: 'Koelwatertemperatuur' },
    unit: '°C',
    plausible: [-20, 130],
  },
  { id: 'start-battery', name: { en: 'Starting battery', nl: 'Startaccu' }, unit: 'V', plausible: [0, 36] },
  { id: 'run-hours', name: { en: 'Run hours', nl: 'Draaiuren' }, unit: 'h', plausible: [0, 200_000] },
  { id: 'fuel', name: { en: 'Fuel', nl: 'Brandstof' }, unit: 'l', plausible: [0, 200_000] },
  { id: 'load', name: { en: 'Load', nl: 'Belasting' }, unit: 'kW', plausible: [0, 10_000] },
];

const byId = registryOf('readings by hand', handReadings);

export const handReadingById = (id: string): HandReading | null => byId.get(id) ?? null;
