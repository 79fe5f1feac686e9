import type { CoolerValue, CoolingPlan, HeatRoom, InletValue, Instant, Reading } from '@wachter/core';
import type { Store } from '@wachter/services';

/** Storage as the job needs it. */
export type HeatStore = Pick<Store, 'ingest' | 'site' | 'history' | 'thermal'>;

export interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

type Readings = Pick<Store, 'ingest'>;

/** What the coolers said in [from, to); bad values are no values. */
export async function readCoolers(
  store: Readings,
  { points }: CoolingPlan,
  { from, to }: Range,
): Promise<readonly CoolerValue[]> {
  const readings = await store.ingest.loadWindow(
    points.map(({ pointId }) => pointId),
    from,
    to,
  );
  return readings.map(({ pointId, observedAt, value, quality }) => ({
    ...{ pointId, at: observedAt },
    value: quality.level === 'bad' ? null : value,
  }));
}

/** Believed temperatures of the inlets in [from, to). A frozen one tells nothing of the room. */
export async function readInlets(store: Readings, room: HeatRoom, { from, to }: Range): Promise<readonly InletValue[]> {
  const readings = await store.ingest.loadWindow(
    room.inlets.map(({ pointId }) => pointId),
    from,
    to,
  );
  return readings
    .filter(({ quality }) => quality.level === 'good')
    .map(({ pointId, observedAt, value }) => ({ pointId, at: observedAt, celsius: value }));
}

/** Mean load of the room, kW: the sum of what each meter said on average. Null when one of them said nothing. */
export async function readLoadKw(store: Readings, { powers }: HeatRoom, { from, to }: Range): Promise<number | null> {
  if (powers.length === 0) return null;
  const readings = (await store.ingest.loadWindow(powers, from, to)).filter(({ quality }) => quality.level !== 'bad');
  const means = powers.map((id) => mean(readings.filter(({ pointId }) => pointId === id)));
  return means.every(Number.isFinite) ? means.reduce((sum, one) => sum + one, 0) : null;
}

const mean = (readings: readonly Reading[]): number => readings.reduce((sum, { value }) => sum + value, 0) / readings.length;
