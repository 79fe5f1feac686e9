import { describe, expect, it } from 'vitest';
import { labelled } from './plan-labels.ts';

const size = { width: 2, height: 1 };
const place = (id: number, x: number, y: number, rank = 1) => ({ id, x, y, rank });

describe('labels of a plan', () => {
  it('all stand where there is room', () => {
    expect(labelled([place(1, 0, 0), place(2, 2, 0), place(3, 0, 1)], size)).toEqual(new Set([1, 2, 3]));
  });

  it('never cover each other, also across the cells of the grid', () => {
    expect(labelled([place(1, 1.9, 0.9), place(2, 2.1, 1.1)], size)).toEqual(new Set([1]));
  });

  it('give way to an alarm', () => {
    expect(labelled([place(1, 0, 0), place(2, 0.5, 0, 0)], size)).toEqual(new Set([2]));
  });

  it('work for a crowd', () => {
    const crowd = Array.from({ length: 2_000 }, (_, id) => place(id, (id % 50) * 0.4, Math.floor(id / 50) * 0.3));
    const shown = labelled(crowd, size);
    expect(shown.size).toBeGreaterThan(50);
    expect(shown.size).toBeLessThan(200);
  });
});
