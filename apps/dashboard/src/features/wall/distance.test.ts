import { describe, expect, it } from 'vitest';
import { fontShares } from './distance.ts';

describe('the distance rule', () => {
  it.each([
    [55, 5, 1920, 51, 89],
    [55, 5, 3840, 102, 178],
    [85, 5, 1920, 33, 58],
    [55, 3, 1920, 31, 53],
  ])(
    'a %i inch display at %i m and %i px writes at %i px and headlines at %i px',
    (diagonalInch, distanceMeters, width, text, headline) => {
      const shares = fontShares({ diagonalInch, distanceMeters });
      expect(Math.round(shares.text * width)).toBe(text);
      expect(Math.round(shares.headline * width)).toBe(headline);
    },
  );
});
