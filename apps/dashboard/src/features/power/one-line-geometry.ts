import { BOX_HEIGHT } from '@wachter/core/power/one-line/route';

/** Height of the line with the name, of a line of readings, and of the gap below a row; pixels. */
const HEAD = 40;
const LINE = 26;
const GAP = 36;
const READINGS_A_LINE = 2;

/** Rows of the drawing in pixels: each as high as its fullest box. */
export interface RowGeometry {
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  readonly total: number;
}

/** `readings`: how many the fullest box of each row shows. */
export function rowGeometry(readings: readonly number[]): RowGeometry {
  const heights = readings.map((count) => HEAD + LINE * Math.ceil(count / READINGS_A_LINE));
  const tops: number[] = [];
  for (const [row, height] of heights.entries())
    tops.push(row === 0 ? 0 : (tops[row - 1] ?? 0) + (heights[row - 1] ?? height) + GAP);
  return { tops, heights, total: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0) };
}

/** Pixels from the top for a height of the layout: up to `BOX_HEIGHT` of a row inside its boxes, beyond it in the gap. */
export function pixelsAt({ tops, heights }: RowGeometry, y: number): number {
  const row = Math.min(Math.floor(y), tops.length - 1);
  const [top, height, share] = [tops[row] ?? 0, heights[row] ?? 0, y - row];
  return share <= BOX_HEIGHT
    ? top + (share / BOX_HEIGHT) * height
    : top + height + ((share - BOX_HEIGHT) / (1 - BOX_HEIGHT)) * GAP;
}
