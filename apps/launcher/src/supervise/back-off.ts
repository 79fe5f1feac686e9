const firstMs = 500;
const longestMs = 30_000;
/** Up for so long: the next failure is a new story. */
const calmMs = 60_000;

/** How long to wait before a child that died is started again: doubles with each quick death, up to half a minute. */
export function backOff(previousMs: number | null, upMs: number): number {
  if (previousMs === null || upMs >= calmMs) return firstMs;
  return Math.min(previousMs * 2, longestMs);
}
