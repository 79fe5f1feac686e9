/** Where a display hangs and how big it is. */
export interface ViewingPlace {
  readonly diagonalInch: number;
  readonly distanceMeters: number;
}

/** Smallest capital height and headline capital height, in arc minutes of the viewer (screens.md, the distance rule). */
const SMALLEST_ARC_MINUTES = 16;
const HEADLINE_ARC_MINUTES = 28;
/** Height of Inter's capitals as a share of its font size (the font's own metric). */
const CAPITAL_SHARE = 0.727;
/** Width of a 16:9 picture as a share of its diagonal. */
const WIDTH_SHARE = 16 / Math.hypot(16, 9);

const fontShare = (arcMinutes: number, { diagonalInch, distanceMeters }: ViewingPlace): number => {
  const capitalMillimeters = 2 * distanceMeters * 1000 * Math.tan(((arcMinutes / 60) * Math.PI) / 360);
  return capitalMillimeters / CAPITAL_SHARE / (diagonalInch * 25.4 * WIDTH_SHARE);
};

/**
 * Font sizes for a display as shares of its width: below `text` nothing may be written. 55 inch at 5 m gives 51 px and
 * 89 px on a picture 1920 px wide, whole pixels rounded up; the same shares hold at any resolution.
 */
export function fontShares(place: ViewingPlace): { readonly text: number; readonly headline: number } {
  const rounded = (share: number) => Math.ceil(share * 1920) / 1920;
  return { text: rounded(fontShare(SMALLEST_ARC_MINUTES, place)), headline: rounded(fontShare(HEADLINE_ARC_MINUTES, place)) };
}
