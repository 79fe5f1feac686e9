/** A value at an instant; `doubt`: how far the true one may lie from it, either way. */
export interface Sampled {
  readonly at: number;
  readonly value: number;
  readonly doubt: number;
}

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
};

/** The slope of Theil and Sen, per millisecond: the median over all pairs, so that one odd run turns nothing. */
export function robustSlope(points: readonly Sampled[]): number {
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).flatMap((b) => (b.at === a.at ? [] : [(b.value - a.value) / (b.at - a.at)])),
  );
  return slopes.length === 0 ? 0 : middle(slopes);
}

/** Kendall's S at which a rise or fall is significant at 5 %, one-sided, for 4 to 10 points (exact distribution). */
const CRITICAL: Readonly<Record<number, number>> = { 4: 6, 5: 8, 6: 11, 7: 13, 8: 16, 9: 18, 10: 21 };
const Z_5_PERCENT = 1.645;

function isSignificant(points: readonly Sampled[]): boolean {
  const n = points.length;
  const s = points.reduce(
    (sum, a, index) => points.slice(index + 1).reduce((inner, b) => inner + Math.sign(b.value - a.value), sum),
    0,
  );
  const critical = CRITICAL[n];
  if (critical !== undefined) return Math.abs(s) >= critical;
  const spread = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return n > 10 && (Math.abs(s) - 1) / spread > Z_5_PERCENT;
}

/**
 * Change over all points along the robust slope, 0 where there is no trend to speak of: it must be significant by Mann and Kendall, and more than the
 * doubt of one value. Points in order of time.
 */
export function changeOf(points: readonly Sampled[]): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || !isSignificant(points)) return 0;
  const change = robustSlope(points) * (last.at - first.at);
  return Math.abs(change) > middle(points.map(({ doubt }) => doubt)) ? change : 0;
}
