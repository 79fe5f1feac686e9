import type { TrendPoint } from '@wachter/core';

/** Of the drawing, in its own units; dots keep off its edges. */
export const SIZE = { width: 260, height: 84 } as const;
const EDGE = 8;

export interface TrendPlaces {
  readonly dots: readonly { readonly x: number; readonly y: number; readonly point: TrendPoint }[];
  /** Null: there is no limit, or it lies so far off that the runs would be a flat line beside it. */
  readonly limitY: number | null;
  readonly low: number;
  readonly high: number;
}

/** Places of runs by time, oldest left. The limit is in the picture when it lies within four times what the runs spread. */
export function placeTrend(points: readonly TrendPoint[], limit: number | null): TrendPlaces {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spread = Math.max(high - low, Math.abs(high) * 0.05, 0.1);
  const isNear = limit !== null && limit > low - 4 * spread && limit < high + 4 * spread;
  const all = isNear ? [...values, limit] : values;
  const [bottom, top] = [Math.min(...all) - spread * 0.1, Math.max(...all) + spread * 0.1];
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const y = (value: number) => EDGE + (1 - (value - bottom) / (top - bottom)) * (SIZE.height - 2 * EDGE);
  const x = (at: number) => (last === first ? SIZE.width / 2 : EDGE + ((at - first) / (last - first)) * (SIZE.width - 2 * EDGE));
  return {
    dots: points.map((point) => ({ x: x(point.at), y: y(point.value), point })),
    limitY: isNear ? y(limit) : null,
    low,
    high,
  };
}
