import { GOOD, qualityFromCode, type Reading } from '@wachter/core';
import type pg from 'pg';
import { packed, unpack } from '../connect/packed-column.ts';
import { select } from '../connect/transaction.ts';

/** Columns of many readings, packed; null when there is no reading. */
interface Columns extends pg.QueryResultRow {
  readonly pointIds: string | null;
  readonly observed: string;
  readonly received: string;
  readonly values: string;
  readonly qualities: string;
  /** Only of readings that were converted, in the same order; null when none was. */
  readonly originals: string | null;
  readonly originalAt: string;
  readonly originalPointIds: string;
  readonly units: readonly (string | null)[];
  /** Only of wrong clocks, likewise. */
  readonly skews: string | null;
  readonly skewedAt: string;
  readonly skewedPointIds: string;
}

const isConverted = 'FILTER (WHERE original IS NOT NULL)';
const isSkewed = 'FILTER (WHERE skew_ms IS NOT NULL)';

/** `rest` is the part from WHERE on, over `reading r`, with its order. */
const inColumns = (rest: string): string => `
  SELECT ${packed.int4('point_id')} AS "pointIds", ${packed.instant('observed_at')} AS observed, ${packed.instant('received_at')} AS received,
    ${packed.float8('value')} AS "values", ${packed.int2('quality')} AS qualities,
    ${packed.float8('original', isConverted)} AS originals, ${packed.instant('observed_at', isConverted)} AS "originalAt",
    ${packed.int4('point_id', isConverted)} AS "originalPointIds", to_json(array_agg(original_unit) ${isConverted}) AS units,
    ${packed.float8('skew_ms::float8', isSkewed)} AS skews, ${packed.instant('observed_at', isSkewed)} AS "skewedAt",
    ${packed.int4('point_id', isSkewed)} AS "skewedPointIds"
  FROM (SELECT r.* FROM reading r ${rest}) s`;

export async function readReadings(pool: pg.Pool, rest: string, values: readonly unknown[]): Promise<readonly Reading[]> {
  const [columns] = await select<Columns>(pool, 'reading readings', inColumns(rest), values);
  if (!columns?.pointIds) return [];
  const readings = readingsOf(columns, unpack.int4(columns.pointIds));
  const converted = columns.originals === null ? readings : withOriginals(readings, columns, unpack.float8(columns.originals));
  return columns.skews === null ? converted : withSkews(converted, columns, unpack.float8(columns.skews));
}

function readingsOf(columns: Columns, pointIds: Float64Array): Reading[] {
  const observed = unpack.instant(columns.observed);
  const received = unpack.instant(columns.received);
  const values = unpack.float8(columns.values);
  const qualities = unpack.int2(columns.qualities);
  const readings: Reading[] = [];
  for (let index = 0; index < pointIds.length; index++) {
    const code = qualities[index] ?? -1;
    readings.push({
      pointId: pointIds[index] ?? 0,
      value: values[index] ?? Number.NaN,
      quality: code === 0 ? GOOD : qualityFromCode(code),
      observedAt: observed[index] ?? 0,
      receivedAt: received[index] ?? 0,
    });
  }
  return readings;
}

function withOriginals(readings: readonly Reading[], columns: Columns, originals: Float64Array): readonly Reading[] {
  const rare = { at: unpack.instant(columns.originalAt), pointIds: unpack.int4(columns.originalPointIds) };
  return withRare(readings, rare, (reading, index) => {
    const original = { value: originals[index] ?? Number.NaN, unit: columns.units[index] ?? '' };
    return { ...reading, original };
  });
}

function withSkews(readings: readonly Reading[], columns: Columns, skews: Float64Array): readonly Reading[] {
  const rare = { at: unpack.instant(columns.skewedAt), pointIds: unpack.int4(columns.skewedPointIds) };
  return withRare(readings, rare, (reading, index) => ({ ...reading, skewMs: skews[index] ?? 0 }));
}

/** The rare ones come in the order of all: one walk over both finds each. Point and source time are a reading's key. */
function withRare(
  readings: readonly Reading[],
  rare: { readonly at: Float64Array; readonly pointIds: Float64Array },
  complete: (reading: Reading, index: number) => Reading,
): readonly Reading[] {
  let next = 0;
  return readings.map((reading) => {
    if (reading.observedAt !== rare.at[next] || reading.pointId !== rare.pointIds[next]) return reading;
    next += 1;
    return complete(reading, next - 1);
  });
}
