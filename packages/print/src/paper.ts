/** A4 in points, and what is left for text. */
export const paper = { width: 595.28, height: 841.89, left: 56, right: 56, top: 56, bottom: 74 } as const;
export const textWidth = paper.width - paper.left - paper.right;

/** Inks on white; contrast of every text at least 7:1. */
export const ink = {
  text: '#14181c',
  second: '#4a545e',
  line: '#b8c0c8',
  shade: '#eef1f3',
  limit: '#8a4500',
  chart: '#14181c',
} as const;

/** Sizes in points. */
export const size = { title: 18, heading: 13, text: 9.5, small: 8, foot: 7 } as const;
export const leading = 1.35;
