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

interface OpenSample extends PowerSample {
  readonly values: PowerValue[];
}

/**
 * Samples in the order of true time, each value once. The same observations give the same samples in whatever order and however often they came;
 * of two values for one instant the lower is taken, for there must be one.
 */
export function samplesOf(observations: readonly PowerObservation[], supply: EmergencySupply): readonly PowerSample[] {
  const sorted = observations.toSorted(
    (a, b) =>
      a.at - b.at ||
      inOrder(a.equipment, b.equipment) ||
      inOrder(a.quantity, b.quantity) ||
      inOrder(a.channel, b.channel) ||
      a.value - b.value,
  );
  const samples: OpenSample[] = [];
  for (const { equipment, at, quantity, channel, value } of sorted) {
    const clock = supply.clocks?.[equipment];
    const trueAt = at - (clock?.aheadMs ?? 0);
    const open = samples.at(-1);
    const isSame = open?.equipment === equipment && open.at === trueAt;
    const sample = isSame ? open : { equipment, at: trueAt, errorMs: clock?.errorMs ?? 0, values: [] };
    if (!isSame) samples.push(sample);
    const last = sample.values.at(-1);
    if (last?.quantity !== quantity || last.channel !== channel) sample.values.push({ quantity, channel, value });
  }
  return supply.clocks ? samples.sort((a, b) => a.at - b.at || inOrder(a.equipment, b.equipment)) : samples;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
