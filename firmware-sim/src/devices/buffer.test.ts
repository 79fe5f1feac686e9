import { describe, expect, it } from 'vitest';
import { createBuffer } from './buffer.ts';

const bytes = (seq: number, lost: number) => ({ topic: 't', bytes: new TextEncoder().encode(`${seq}:${lost}`) });
const fill = (capacity: number, count: number) => {
  const buffer = createBuffer(capacity);
  const entries = Array.from({ length: count }, () => buffer.add(({ seq, lost }) => bytes(seq, lost)));
  return { buffer, entries };
};

describe('the ring buffer of a native device', () => {
  it('numbers from one without holes', () => {
    expect(fill(10, 3).entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('forgets what is acknowledged and nothing more', () => {
    const { buffer } = fill(10, 5);
    expect(buffer.acknowledge(3)).toBe(true);
    expect([buffer.lowest(), buffer.highest(), buffer.size()]).toEqual([4, 5, 2]);
    expect(buffer.get(3)).toBeUndefined();
  });

  it('refuses an ack for a number it never gave out', () => {
    const { buffer } = fill(10, 2);
    expect(buffer.acknowledge(3)).toBe(false);
    expect(buffer.size()).toBe(2);
  });

  it('drops the oldest when full and says in the next message how many', () => {
    const { buffer, entries } = fill(3, 5);
    expect(buffer.lowest()).toBe(3);
    expect(entries.map(({ lost }) => lost)).toEqual([0, 0, 0, 1, 1]);
  });

  it.each([
    [3, 50],
    [7, 7],
    [7, 8],
    [20, 1000],
  ])('with room for %i of %i messages the kept ones report exactly what is gone', (capacity, count) => {
    const { buffer } = fill(capacity, count);
    const kept = Array.from({ length: buffer.size() }, (_, index) => buffer.get(buffer.lowest() + index)?.lost ?? -1);
    expect(kept.reduce((sum, lost) => sum + lost, 0)).toBe(count - buffer.size());
    expect(buffer.dropped()).toBe(count - buffer.size());
  });
});
