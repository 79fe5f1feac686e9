import { type Instant, ok, type Reading } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { Bucket } from '@wachter/services/ports/history-store';
import { readBuckets, readRaw } from './history.ts';
import type { Read } from './read.ts';

/** A line of a chart: instants and values side by side, oldest first; null where nothing is known from then on. */
export interface Trace {
  readonly pointId: number;
  readonly at: readonly Instant[];
  readonly values: readonly (number | null)[];
}

export interface TraceQuestion {
  readonly pointIds: readonly number[];
  readonly from: Instant;
  readonly to: Instant;
}

/** More readings than this are drawn as lowest and highest of pieces: a screen has no more columns. */
const MOST_RAW = 1_500;
const PIECES = 600;
const MOST_POINTS = 40;
/** Readings of points in a stretch of time, each as it was stored, or in pieces that keep lowest and highest where there are many. */
export async function readTraces(context: Context, { pointIds, from, to }: TraceQuestion): Promise<Read<readonly Trace[]>> {
  const traces: Trace[] = [];
  for (const pointId of pointIds.slice(0, MOST_POINTS)) {
    const raw = await readRaw(context, { pointId, from, to, limit: MOST_RAW + 1 });
    if (!raw.ok) return raw;
    if (raw.value.length <= MOST_RAW) {
      const staleSeconds = (await context.store.site.point(pointId))?.staleSeconds ?? 0;
      traces.push(traceOfReadings(pointId, raw.value, staleSeconds));
      continue;
    }
    const pieces = await readBuckets(context, { pointId, from, to, count: PIECES });
    if (!pieces.ok) return pieces;
    traces.push(traceOfBuckets(pointId, pieces.value.buckets, pieces.value.bucketSeconds));
  }
  return ok(traces);
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
