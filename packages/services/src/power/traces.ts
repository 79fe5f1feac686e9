import type { Instant, Reading, RunPoint, Trace } from '@wachter/core';
import type { Bucket } from '../ports/history-store.ts';
import type { Store } from '../ports/store.ts';

export interface TraceRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** More readings than this are drawn as lowest and highest of pieces: neither a screen nor a page has more columns. */
const MOST_RAW = 1_500;
const PIECES = 600;

/** Points of a site that are at work and measure equipment, by id. */
export async function runPointsOf(store: Pick<Store, 'site'>, siteId: string): Promise<readonly RunPoint[]> {
  const points = await store.site.points({ siteId });
  return points
    .flatMap(({ id, name, equipmentId, quantity, status, staleSeconds }) =>
      status === 'active' && equipmentId !== null && quantity !== null ? [{ id, name, equipmentId, quantity, staleSeconds }] : [],
    )
    .toSorted((a, b) => a.id - b.id);
}

/** Readings of points in a stretch of time, each as it was stored, or in pieces that keep lowest and highest where there are many. */
export async function tracesOf(
  { history }: Pick<Store, 'history'>,
  points: readonly Pick<RunPoint, 'id' | 'staleSeconds'>[],
  { from, to }: TraceRange,
): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for (const { id, staleSeconds } of points) {
    const raw = await history.raw(id, from, to, MOST_RAW + 1);
    if (raw.length <= MOST_RAW) {
      traces.push(traceOfReadings(id, raw, staleSeconds));
      continue;
    }
    const { bucketSeconds, buckets } = await history.buckets(id, from, to, PIECES);
    traces.push(traceOfBuckets(id, buckets, bucketSeconds));
  }
  return traces;
}

/** Each value at its time, for as long as it may speak; a bad one breaks the line. */
export function traceOfReadings(
  pointId: number,
  readings: readonly Pick<Reading, 'observedAt' | 'value' | 'quality'>[],
  staleSeconds: number,
): Trace {
  const holdMs = staleSeconds * 1000;
  const at: Instant[] = [];
  const values: (number | null)[] = [];
  let before: Instant | null = null;
  for (const { observedAt, value, quality } of readings) {
    if (before !== null && observedAt - before > holdMs) {
      at.push(before + holdMs);
      values.push(null);
    }
    at.push(observedAt);
    values.push(quality.level === 'bad' ? null : value);
    before = observedAt;
  }
  return { pointId, at, values };
}

type Piece = Pick<Bucket, 'startsAt' | 'minimum' | 'maximum' | 'goodSeconds'>;

/** Lowest and highest of each piece, so that what lasted one sample is not lost; a piece in which nothing may speak breaks the line. */
export function traceOfBuckets(pointId: number, pieces: readonly Piece[], pieceSeconds: number): Trace {
  const quarter = pieceSeconds * 250;
  const rows = pieces.flatMap(({ startsAt, minimum, maximum, goodSeconds }): readonly (readonly [Instant, number | null])[] => {
    if (minimum === null) return goodSeconds > 0 ? [] : [[startsAt + 2 * quarter, null]];
    if (minimum === maximum) return [[startsAt + 2 * quarter, minimum]];
    return [
      [startsAt + quarter, minimum],
      [startsAt + 3 * quarter, maximum],
    ];
  });
  return { pointId, at: rows.map(([at]) => at), values: rows.map(([, value]) => value) };
}
