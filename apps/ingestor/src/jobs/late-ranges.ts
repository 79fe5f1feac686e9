import type { Instant } from '@wachter/core';
import type { LateRange } from '../pipeline/batch.ts';
import type { PointEntry } from '../pipeline/entries.ts';

/** Part of a backlog tells half a story: it is looked at when no more of it comes, or as far as it has come by then. */
const QUIET_MS = 2_000;
const PATIENCE_MS = 30_000;

interface Waiting extends LateRange {
  readonly since: Instant;
  readonly newestAt: Instant;
}

/** Stretches of time of points, by their id, that have to be looked at again. */
export interface LateRanges {
  readonly add: (pointId: number, range: LateRange, at: Instant) => void;
  /** Takes out what belongs to `pointIds`, as one stretch, once no more of it comes. */
  readonly take: (pointIds: ReadonlyMap<number, unknown>, at: Instant) => ReadonlyMap<number, LateRange>;
  /** Forgets what belongs to none of these. */
  readonly keepOnly: (isKnown: (pointId: number) => boolean) => void;
  readonly waiting: () => ReadonlyMap<number, LateRange>;
}

export const joined = (a: LateRange, b: LateRange): LateRange => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) });

export const byPointId = (ranges: ReadonlyMap<PointEntry, LateRange>): ReadonlyMap<number, LateRange> =>
  new Map([...ranges].map(([{ point }, range]) => [point.id, range]));

/** Several lists as one, a stretch for each point. */
export function united(lists: readonly ReadonlyMap<number, LateRange>[]): ReadonlyMap<number, LateRange> {
  const all = new Map<number, LateRange>();
  for (const [pointId, { from, to }] of lists.flatMap((list) => [...list])) {
    all.set(pointId, joined(all.get(pointId) ?? { from, to }, { from, to }));
  }
  return all;
}

export function createLateRanges(): LateRanges {
  const ranges = new Map<number, Waiting>();
  const isDue = ({ since, newestAt }: Waiting, at: Instant): boolean => at - newestAt >= QUIET_MS || at - since >= PATIENCE_MS;
  return {
    add: (pointId, range, at) => {
      const before = ranges.get(pointId);
      ranges.set(pointId, { ...joined(before ?? range, range), since: before?.since ?? at, newestAt: at });
    },
    take: (pointIds, at) => {
      const own = [...ranges].filter(([pointId]) => pointIds.has(pointId));
      if (!own.every(([, range]) => isDue(range, at))) return new Map();
      for (const [pointId] of own) ranges.delete(pointId);
      return new Map(own.map(([pointId, { from, to }]) => [pointId, { from, to }]));
    },
    keepOnly: (isKnown) => {
      for (const pointId of ranges.keys()) if (!isKnown(pointId)) ranges.delete(pointId);
    },
    waiting: () => ranges,
  };
}
