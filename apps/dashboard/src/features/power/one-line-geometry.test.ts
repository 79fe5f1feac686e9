import { BOX_HEIGHT } from '@wachter/core/power/one-line/route';
import { describe, expect, it } from 'vitest';
import { pixelsAt, rowGeometry } from './one-line-geometry.ts';

describe('the rows of the one-line diagram', () => {
  it('are as high as what they show, with the same gap between all', () => {
    const { tops, heights, total } = rowGeometry([0, 5, 1]);
    expect(heights[1]).toBeGreaterThan(heights[2] ?? 0);
    expect(heights[2]).toBeGreaterThan(heights[0] ?? 0);
    expect((tops[1] ?? 0) - (heights[0] ?? 0)).toBe((tops[2] ?? 0) - (tops[1] ?? 0) - (heights[1] ?? 0));
    expect(total).toBe((tops[2] ?? 0) + (heights[2] ?? 0));
  });

  it('put lines at the edges of the boxes and between them', () => {
    const rows = rowGeometry([0, 2]);
    expect(pixelsAt(rows, BOX_HEIGHT)).toBeCloseTo(rows.heights[0] ?? 0);
    expect(pixelsAt(rows, 1)).toBeCloseTo(rows.tops[1] ?? 0);
    const between = pixelsAt(rows, 0.8);
    expect(between).toBeGreaterThan(rows.heights[0] ?? 0);
    expect(between).toBeLessThan(rows.tops[1] ?? 0);
  });
});
