import { describe, expect, it } from 'vitest';
import { fontShares, linesThatFit } from './distance.ts';

describe('the distance rule', () => {
  it.each([
    [55, 5, 1920, 51, 89],
    [55, 5, 3840, 101, 177],
    [85, 5, 1920, 33, 58],
    [55, 3, 1920, 31, 53],
  ])(
    'a %i inch display at %i m and %i px writes at %i px and headlines at %i px',
    (diagonalInch, distanceMeters, width, text, headline) => {
      const shares = fontShares({ diagonalInch, distanceMeters });
      expect(Math.ceil(shares.text * width)).toBe(text);
      expect(Math.ceil(shares.headline * width)).toBe(headline);
    },
  );

  it('leaves room for eighteen lines on the standard display', () => {
    expect(linesThatFit({ diagonalInch: 55, distanceMeters: 5 })).toBe(18);
  });
});
