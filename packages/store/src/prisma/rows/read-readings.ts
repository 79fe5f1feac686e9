import { GOOD, qualityFromCode, type Reading } from '@wachter/core';
import type pg from 'pg';
import { readFloat8Array, readInstantArray, readInt2Array, readInt4Array } from '../connect/read-binary-array.ts';
import { select } from '../connect/transaction.ts';

/** Columns of many readings, each an array in its binary form; null when there is no reading. */
interface Columns extends pg.QueryResultRow {
  readonly pointIds: Buffer | null;
  readonly observed: Buffer;
  readonly received: Buffer;
  readonly values: Buffer;
  readonly qualities: Buffer;
  /** Null unless one of the readings was converted. */
  readonly originals: Buffer | null;
  readonly units: readonly (string | null)[] | null;
}

/**
 * Readings by columns, each in one value: a tenth of the work of a row each, and exact, because nothing is made text on the way. `rest` is
 * the part from WHERE on, over `reading r`, with its order.
 */
const inColumns = (rest: string): string => `
  SELECT array_send(array_agg(point_id)) AS "pointIds", array_send(array_agg(observed_at)) AS observed,
    array_send(array_agg(received_at)) AS received, array_send(array_agg(value)) AS "values", array_send(array_agg(quality)) AS qualities,
    CASE WHEN count(original) > 0 THEN array_send(array_agg(original)) END AS originals,
    CASE WHEN count(original) > 0 THEN to_json(array_agg(original_unit)) END AS units
  FROM (SELECT r.* FROM reading r ${rest}) s`;

export async function readReadings(pool: pg.Pool, rest: string, values: readonly unknown[]): Promise<readonly Reading[]> {
  const [columns] = await select<Columns>(pool, 'reading readings', inColumns(rest), values);
  return columns?.pointIds ? readingsOf(columns, readInt4Array(columns.pointIds)) : [];
}

function readingsOf(columns: Columns, pointIds: Float64Array): readonly Reading[] {
  const observed = readInstantArray(columns.observed);
  const received = readInstantArray(columns.received);
  const values = readFloat8Array(columns.values);
  const qualities = readInt2Array(columns.qualities);
  const originals = columns.originals && readFloat8Array(columns.originals);
  const readings: Reading[] = [];
  for (let index = 0; index < pointIds.length; index++) {
    const code = qualities[index] ?? -1;
    const reading: Reading = {
      pointId: pointIds[index] ?? 0,
      value: values[index] ?? Number.NaN,
      quality: code === 0 ? GOOD : qualityFromCode(code),
      observedAt: observed[index] ?? 0,
      receivedAt: received[index] ?? 0,
    };
    const value = originals?.[index];
    const unit = columns.units?.[index];
    const isConverted = value !== undefined && !Number.isNaN(value) && unit !== undefined && unit !== null;
    readings.push(isConverted ? { ...reading, original: { value, unit } } : reading);
  }
  return readings;
}
