import type { Instant } from '../reading/reading.ts';
import type { PowerQuantity } from './observation.ts';
import { hasRun, type RunRecord } from './run.ts';
import type { RunLimits } from './run-limits.ts';

/** A point that measures equipment of a supply. `staleSeconds`: how long a value of it may speak. */
export interface RunPoint {
  readonly id: number;
  readonly name: string;
  readonly equipmentId: string;
  readonly quantity: string;
  readonly staleSeconds: number;
}

/** A line of a chart: instants and values side by side, oldest first; a null breaks it: from there nothing is known. */
export interface Trace {
  readonly pointId: number;
  readonly at: readonly Instant[];
  readonly values: readonly (number | null)[];
}

/** One line of a panel: a point, named for its equipment, and for itself where the equipment has several of the kind. */
export interface PanelLine {
  readonly pointId: number;
  readonly name: string;
}

/** A small chart of one quantity. `plateKw`: 100 % of a second axis, where one nameplate speaks for all lines. */
export interface Panel {
  readonly quantity: PowerQuantity;
  readonly lines: readonly PanelLine[];
  readonly limits: readonly number[];
  readonly plateKw: number | null;
}

const order: readonly PowerQuantity[] = [
  'generator-power',
  'generator-voltage',
  'generator-frequency',
  'start-battery-voltage',
  'battery-charge',
  'ups-load',
  'mains-voltage',
];

interface PanelParts {
  readonly points: readonly RunPoint[];
  readonly limits: RunLimits;
  readonly names: Readonly<Record<string, string>>;
}

/** What was measured on the equipment that took part: sets that turned (all, when none did), every UPS, and the mains. */
export function panelsOf(run: RunRecord, { points, limits, names }: PanelParts): readonly Panel[] {
  const turned = run.sets.filter(hasRun);
  const sets = turned.length > 0 ? turned : run.sets;
  const part = new Set([...sets, ...run.ups].map(({ id }) => id).concat(Object.keys(run.mains)));
  const plates = new Set(sets.map(({ ratedKw }) => ratedKw));
  const plate = plates.size === 1 ? ([...plates][0] ?? null) : null;
  return order.flatMap((quantity) => {
    const own = points.filter((point) => point.quantity === quantity && part.has(point.equipmentId));
    if (own.length === 0) return [];
    const lines = own.map(({ id, name, equipmentId }) => {
      const isAlone = own.filter((other) => other.equipmentId === equipmentId).length === 1;
      return { pointId: id, name: isAlone ? (names[equipmentId] ?? name) : name };
    });
    return [{ quantity, lines, limits: limits[quantity] ?? [], plateKw: quantity === 'generator-power' ? plate : null }];
  });
}
