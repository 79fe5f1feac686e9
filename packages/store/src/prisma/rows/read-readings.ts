import { qualityFromCode, type Reading } from '@wachter/core';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

/** Columns of many readings, each an array of the same length. */
interface Columns {
  readonly pointIds: readonly number[] | null;
  readonly observed: readonly number[];
  readonly received: readonly number[];
  readonly values: readonly number[];
  readonly qualities: readonly number[];
  /** Only readings that were converted: position, value, unit. */
  readonly originals: readonly (readonly [number, number, string])[] | null;
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::int8`;

/**
 * Readings by columns in one JSON value: a tenth of the work of a row each, and as exact, because PostgreSQL prints the shortest
 * text that reads back as the same number. `rest` is the part from WHERE on, over `reading r`, with its order.
 */
const inColumns = (rest: string): string => `
  SELECT to_json(array_agg(point_id)) AS "pointIds", to_json(array_agg(observed)) AS observed, to_json(array_agg(received)) AS received,
    to_json(array_agg(value)) AS "values", to_json(array_agg(quality)) AS qualities,
    json_agg(json_build_array(nth - 1, original, original_unit)) FILTER (WHERE original IS NOT NULL) AS originals
  FROM (SELECT row_number() OVER () AS nth, s.* FROM (
    SELECT r.point_id, ${ms('r.observed_at')} AS observed, ${ms('r.received_at')} AS received, r.value, r.quality, r.original, r.original_unit
    FROM reading r ${rest}) s) numbered`;

export async function readReadings(pool: pg.Pool, rest: string, values: readonly unknown[]): Promise<readonly Reading[]> {
  const [columns] = await select<Columns & pg.QueryResultRow>(pool, 'reading readings', inColumns(rest), values);
  if (!columns?.pointIds) return [];
  const { pointIds, observed, received, qualities } = columns;
  const readings: Reading[] = pointIds.map((pointId, n) => ({
    pointId,
    value: columns.values[n] ?? Number.NaN,
    quality: qualityFromCode(qualities[n] ?? -1),
    observedAt: observed[n] ?? 0,
    receivedAt: received[n] ?? 0,
  }));
  for (const [position, value, unit] of columns.originals ?? []) {
    const plain = readings[position];
    if (plain) readings[position] = { ...plain, original: { value, unit } };
  }
  return readings;
}
