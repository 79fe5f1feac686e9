import type { Instant, Reading } from '../reading/reading.ts';
import type { EmergencySupply } from './supply.ts';

/** Quantities of the catalogue that tell of emergency power. States are stored codes, numbers are in the unit of the quantity. */
export const powerQuantities = [
  'mains-voltage',
  'mains-frequency',
  'ats-position',
  'engine-state',
  'genset-mode',
  'engine-speed',
  'generator-voltage',
  'generator-frequency',
  'generator-power',
  'oil-pressure',
  'coolant-temperature',
  'fuel-level',
  'start-battery-voltage',
  'ups-state',
  'ups-load',
  'battery-charge',
  'battery-runtime',
] as const;
export type PowerQuantity = (typeof powerQuantities)[number];

const known: ReadonlySet<string> = new Set(powerQuantities);
const isPowerQuantity = (id: string): id is PowerQuantity => known.has(id);

/** A value that a genset, transfer switch, mains feed or UPS gave. `channel` tells phases apart: L1 and L2 of the same quantity. */
export interface PowerObservation {
  readonly equipment: string;
  readonly quantity: PowerQuantity;
  readonly channel: string;
  readonly at: Instant;
  readonly value: number;
}

/** What the point of a reading is and belongs to. */
export interface PowerPoint {
  readonly equipment: string;
  readonly quantity: string;
  readonly channel: string;
}

/** A stored reading as an observation; null when it says nothing of power, or nothing that can be believed: a bad value is a missing value. */
export function powerObservationOf(
  reading: Pick<Reading, 'value' | 'observedAt'> & { readonly quality: Pick<Reading['quality'], 'level'> },
  point: PowerPoint,
): PowerObservation | null {
  if (reading.quality.level === 'bad' || !Number.isFinite(reading.value) || !isPowerQuantity(point.quantity)) return null;
  const { equipment, channel, quantity } = point;
  return { equipment, channel, quantity, at: reading.observedAt, value: reading.value };
}

/** All that one piece of equipment said at one instant. `at` is true time, known to within `errorMs` either way. */
export interface PowerSample {
  readonly equipment: string;
  readonly at: Instant;
  readonly errorMs: number;
  readonly values: readonly PowerValue[];
}

export interface PowerValue {
  readonly quantity: PowerQuantity;
  readonly channel: string;
  readonly value: number;
}

/**
 * Samples in the order of true time, each value once. The same observations give the same samples in whatever order and however often they came;
 * of two values for one instant the lower is taken, for there must be one.
 */
export function samplesOf(observations: readonly PowerObservation[], supply: EmergencySupply): readonly PowerSample[] {
  const samples = new Map<string, { readonly sample: Omit<PowerSample, 'values'>; readonly said: PowerObservation[] }>();
  for (const observation of observations) {
    const { equipment, at } = observation;
    const key = `${at} ${equipment}`;
    const open = samples.get(key);
    if (open) open.said.push(observation);
    else {
      const clock = supply.clocks?.[equipment];
      const sample = { equipment, at: at - (clock?.aheadMs ?? 0), errorMs: clock?.errorMs ?? 0 };
      samples.set(key, { sample, said: [observation] });
    }
  }
  return [...samples.values()]
    .map(({ sample, said }) => ({ ...sample, values: valuesOf(said) }))
    .sort((a, b) => a.at - b.at || inOrder(a.equipment, b.equipment));
}

function valuesOf(said: readonly PowerObservation[]): readonly PowerValue[] {
  const values = said
    .map(({ quantity, channel, value }) => ({ quantity, channel, value }))
    .sort((a, b) => inOrder(a.quantity, b.quantity) || inOrder(a.channel, b.channel) || a.value - b.value);
  return values.filter(({ quantity, channel }, index) => {
    const before = values[index - 1];
    return before?.quantity !== quantity || before.channel !== channel;
  });
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
