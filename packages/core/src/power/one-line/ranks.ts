import { sourcesFirst } from '../../site/feeds.ts';

/** One element of the drawing with what feeds it, by id. */
export interface Element {
  readonly id: string;
  readonly fedBy: readonly string[];
}

/** Sources that are drawn, too. */
export const drawnSources = (elements: readonly Element[]): ReadonlyMap<string, readonly string[]> => {
  const ids = new Set(elements.map(({ id }) => id));
  return new Map(elements.map(({ id, fedBy }) => [id, fedBy.filter((source) => ids.has(source) && source !== id)]));
};

/**
 * Row of each element, 0 on top: below all that feeds it, and as near to what it feeds as that allows. `lowered`: rows by which an element stands
 * further down than it must, so that the lines of its neighbour pass on both sides.
 */
export function ranksOf(elements: readonly Element[], lowered: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sources = drawnSources(elements);
  const order = sourcesFirst(elements);
  const ranks = new Map<string, number>();
  for (const { id } of order) {
    const above = (sources.get(id) ?? []).map((source) => ranks.get(source) ?? -1);
    ranks.set(id, Math.max(-1, ...above) + 1 + (lowered.get(id) ?? 0));
  }
  for (const { id } of order.toReversed()) {
    const below = order.filter((other) => sources.get(other.id)?.includes(id)).map((other) => ranks.get(other.id) ?? 0);
    const nearest = Math.min(...below) - 1;
    if (below.length > 0 && nearest > (ranks.get(id) ?? 0)) ranks.set(id, nearest);
  }
  return ranks;
}
