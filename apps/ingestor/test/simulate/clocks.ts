/**
 * The reference: how far a device's clock is from ours, told from the messages that came straight from it. Three in a row that agree within
 * two seconds, over three seconds or more, say it; a backlog does not, for its offset shrinks with every message.
 */
export interface Clock {
  /** Of the last messages: newest source time less arrival, and arrival. */
  readonly heard: { readonly offset: number; readonly at: number }[];
  /** Ahead is positive; null before it is known. */
  aheadMs: number | null;
}

/** What is said about clocks that agree so well: nothing. */
export const TOLERANCE_MS = 5_000;
const AGREE_MS = 2_000;
const LEAST_MS = 3_000;
const LOOK_BACK = 9;
const DAY = 86_400_000;
/** Before 2015 no device spoke to us, and what is older than 400 days is not kept. */
const EARLIEST = Date.UTC(2015, 0, 1);

export const newClock = (aheadMs: number | null): Clock => ({ heard: [], aheadMs });

export function hearClock(clock: Clock, newest: number, at: number): void {
  clock.heard.push({ offset: newest - at, at });
  if (clock.heard.length > LOOK_BACK) clock.heard.shift();
  const three = clock.heard.slice(-3);
  const [first, last] = [three[0], three[2]];
  if (!first || !last || last.at - first.at < LEAST_MS) return;
  const offsets = three.map(({ offset }) => offset);
  if (Math.max(...offsets) - Math.min(...offsets) > AGREE_MS) return;
  const alike = clock.heard.map(({ offset }) => offset).filter((offset) => Math.abs(offset - last.offset) <= AGREE_MS);
  clock.aheadMs = alike.sort((a, b) => a - b)[Math.floor((alike.length - 1) / 2)] ?? null;
}

/**
 * When a sample was taken, by our clock. What was measured explains no time that it makes absurd: the clock has been set since. `arrival`: its time is absurd, and we have no other. `future`: it lies ahead, and nothing
 * explains it. `ours`: its clock is right. `theirs`: it is wrong, and we know by how much.
 */
export function takenAt(
  { aheadMs }: Pick<Clock, 'aheadMs'>,
  said: number,
  arrivedAt: number,
): { readonly at: number; readonly by: 'arrival' | 'future' | 'ours' | 'theirs' } {
  const isAbsurd = (at: number) => at < EARLIEST || at < arrivedAt - 400 * DAY || at > arrivedAt + DAY;
  if (isAbsurd(said)) return { at: arrivedAt, by: 'arrival' };
  const ahead = aheadMs === null || isAbsurd(said - aheadMs) ? 0 : aheadMs;
  if (said - ahead > arrivedAt + TOLERANCE_MS) return { at: arrivedAt, by: 'future' };
  if (Math.abs(ahead) <= TOLERANCE_MS) return { at: Math.min(said, arrivedAt), by: 'ours' };
  return { at: Math.min(said - ahead, arrivedAt), by: 'theirs' };
}
