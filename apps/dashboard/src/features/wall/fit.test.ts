import { describe, expect, it } from 'vitest';
import { bodyHeight, fitAlarms, fitRooms, stageHeight } from './fit.ts';

const standard = { diagonalInch: 55, distanceMeters: 5 };
const height = bodyHeight(standard);
const rooms = (troubled: number, calm: number) => [
  ...Array.from({ length: troubled }, () => ({ isCalm: false })),
  ...Array.from({ length: calm }, () => ({ isCalm: true })),
];

describe('what fits on the wall', () => {
  it.each([
    [6, { shown: 6, isCompact: false }],
    [7, { shown: 7, isCompact: true }],
    [10, { shown: 10, isCompact: true }],
  ])('shows all of %i calm rooms at five metres', (count, expected) => {
    expect(fitRooms(rooms(0, count), height)).toEqual(expected);
  });

  it('takes the second line from calm rooms only, then leaves rooms out', () => {
    expect(fitRooms(rooms(5, 1), height)).toEqual({ shown: 6, isCompact: false });
    expect(fitRooms(rooms(5, 2), height)).toEqual({ shown: 7, isCompact: true });
    expect(fitRooms(rooms(12, 0), height)).toEqual({ shown: 5, isCompact: true });
  });

  it('gives sentences two lines as long as every alarm is seen', () => {
    expect(fitAlarms(0, height)).toEqual({ shown: 0, sentenceLines: 2 });
    expect(fitAlarms(4, height)).toEqual({ shown: 4, sentenceLines: 2 });
    expect(fitAlarms(6, height)).toEqual({ shown: 6, sentenceLines: 1 });
    expect(fitAlarms(50, height)).toEqual({ shown: 5, sentenceLines: 1 });
  });

  it('keeps room for a list below the stage', () => {
    expect(fitAlarms(50, height - stageHeight(standard)).shown).toBeGreaterThanOrEqual(3);
  });
});
