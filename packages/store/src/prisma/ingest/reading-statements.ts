import { GOOD, type Instant, qualityCode, type Reading } from '@wachter/core';
import { float8Array, instantArray, int2Array, int4Array, int8Array, textArray } from '../connect/binary-array.ts';
import { type Bound, bind } from './bound.ts';
import * as sql from './commit-sql.ts';

const quarterMs = 900_000;

/** The columns of many readings, filled in one pass: the ingest path is short of nothing more than of time for each reading. */
interface Columns {
  readonly pointIds: Int32Array;
  readonly observedAt: Float64Array;
  readonly receivedAt: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Int16Array;
  /** One was converted, or is of a wrong clock. */
  readonly hasRare: boolean;
}

/** Throws on a value that is no finite number: PostgreSQL would store it, and no reader expects it. */
function columnsOf(readings: readonly Reading[]): Columns {
  const { length } = readings;
  const pointIds = new Int32Array(length);
  const observedAt = new Float64Array(length);
  const receivedAt = new Float64Array(length);
  const values = new Float64Array(length);
  const qualities = new Int16Array(length);
  let hasRare = false;
  for (let index = 0; index < length; index++) {
    const reading = readings[index];
    if (!reading) continue;
    const { pointId, value, quality } = reading;
    if (!Number.isFinite(value)) throw new TypeError(`reading of point ${pointId} is ${value}: only finite numbers are stored`);
    pointIds[index] = pointId;
    observedAt[index] = reading.observedAt;
    receivedAt[index] = reading.receivedAt;
    values[index] = value;
    if (quality !== GOOD) qualities[index] = qualityCode(quality);
    if (reading.original !== undefined || reading.skewMs !== undefined) hasRare = true;
  }
  return { pointIds, observedAt, receivedAt, values, qualities, hasRare };
}

const parameters = ({ pointIds, observedAt, receivedAt, values, qualities }: Columns): readonly Buffer[] => [
  int4Array(pointIds),
  instantArray(observedAt),
  instantArray(receivedAt),
  float8Array(values),
  int2Array(qualities),
];

const rare = (readings: readonly Reading[]): readonly Buffer[] => [
  float8Array(readings.map((reading) => reading.original?.value ?? null)),
  textArray(readings.map((reading) => reading.original?.unit ?? null)),
  int8Array(readings.map((reading) => reading.skewMs ?? null)),
];

/** Quarters of an hour that readings fall into, by point, with the newest of them in each. */
function touchedQuarters({ pointIds, observedAt }: Columns): readonly Buffer[] {
  const found = { pointIds: [] as number[], startsAt: [] as Instant[], newestAt: [] as Instant[] };
  const places = new Map<number, number[]>();
  for (let index = 0; index < pointIds.length; index++) {
    const pointId = pointIds[index] ?? 0;
    const at = Math.round(observedAt[index] ?? 0);
    const startsAt = Math.floor(at / quarterMs) * quarterMs;
    const known = places.get(pointId);
    const place = known?.find((one) => found.startsAt[one] === startsAt);
    if (place !== undefined) {
      if (at > (found.newestAt[place] ?? at)) found.newestAt[place] = at;
      continue;
    }
    const next = found.pointIds.push(pointId) - 1;
    found.startsAt.push(startsAt);
    found.newestAt.push(at);
    if (known) known.push(next);
    else places.set(pointId, [next]);
  }
  return [int4Array(found.pointIds), instantArray(found.startsAt), instantArray(found.newestAt)];
}

/** How readings are stored: `append` fails where one is there already, `careful` skips it. */
export type Manner = 'append' | 'careful';

export function readingStatements(readings: readonly Reading[], manner: Manner): readonly Bound[] {
  if (readings.length === 0) return [];
  const columns = columnsOf(readings);
  if (manner === 'careful') return [bind(sql.insertReadings, ...parameters(columns), ...rare(readings))];
  const quarters = touchedQuarters(columns);
  return [
    columns.hasRare
      ? bind(sql.appendReadings, ...parameters(columns), ...rare(readings), ...quarters)
      : bind(sql.appendPlainReadings, ...parameters(columns), ...quarters),
  ];
}
