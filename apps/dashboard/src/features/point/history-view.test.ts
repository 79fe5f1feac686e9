import { describe, expect, it } from 'vitest';
import { chartColumns, pan, rangeOf, valueRange, zoom } from './history-view.ts';

const now = Date.UTC(2026, 10, 23, 12);
const bucket = (startsAt: number, mean: number | null, spread = 0) => ({
  startsAt,
  mean,
  minimum: mean === null ? null : mean - spread,
  maximum: mean === null ? null : mean + spread,
});

describe('the history of a point', () => {
  it('shows the last day as twenty-four hours ending now', () => {
    expect(rangeOf('24h', now)).toEqual({ from: now - 86_400_000, to: now });
  });

  it('zooms around the instant under the pointer', () => {
    const range = rangeOf('24h', now);
    const around = now - 12 * 3_600_000;
    expect(zoom(range, 0.5, around, now)).toEqual({ from: now - 18 * 3_600_000, to: now - 6 * 3_600_000 });
  });

  it('never shows the future', () => {
    const range = rangeOf('1h', now);
    expect(zoom(range, 4, now - 60_000, now).to).toBe(now);
    expect(pan(range, 3, now)).toEqual(range);
  });

  it('stops zooming in at a minute and out at thirteen months', () => {
    const range = rangeOf('1h', now);
    const closest = zoom(range, 0.000_001, now - 1_800_000, now);
    expect(closest.to - closest.from).toBe(60_000);
    const widest = zoom(range, 1e9, now - 1_800_000, now);
    expect(widest.to - widest.from).toBe(400 * 86_400_000);
  });

  it('keeps a gap a gap in every column', () => {
    const columns = chartColumns([bucket(0, 20), bucket(60_000, null), bucket(120_000, 21)], 60);
    expect(columns[0]).toEqual([30, 90, 150]);
    expect(columns.slice(1).map((column) => column[1])).toEqual([null, null, null]);
  });

  it('keeps a one-sample spike inside the picture', () => {
    const [, top] = valueRange([bucket(0, 20), bucket(60_000, 20, 15)], []);
    expect(top).toBeGreaterThan(35);
  });

  it('draws limits that are near and does not flatten the line for limits that are far', () => {
    expect(valueRange([bucket(0, 26), bucket(1, 24)], [27])[1]).toBeGreaterThan(27);
    expect(valueRange([bucket(0, 26), bucket(1, 24)], [1000])[1]).toBeLessThan(30);
  });

  it('gives a flat line and an empty history a picture too', () => {
    const [bottom, top] = valueRange([bucket(0, 20)], []);
    expect(top - bottom).toBeGreaterThan(0);
    expect(valueRange([], [])).toEqual([0, 1]);
  });
});
