import { drawnSources, type Element } from './ranks.ts';

/** A place in a row: an element, or a line that passes by on its way to one further down. */
export interface Slot {
  readonly key: string;
  /** Null for a line that passes. */
  readonly element: string | null;
}

/** A piece of a line between two rows that follow each other. `edge` names the whole: source and target. */
export interface Piece {
  readonly from: string;
  readonly to: string;
  readonly edge: readonly [source: string, target: string];
}

export interface Rows {
  readonly rows: readonly (readonly Slot[])[];
  /** Pieces from row r to row r + 1, at r. */
  readonly pieces: readonly (readonly Piece[])[];
}

/** Elements in their rows, and lines that span several rows cut into pieces; each row in the order given. */
export function cutIntoRows(elements: readonly Element[], ranks: ReadonlyMap<string, number>): Rows {
  const depth = Math.max(-1, ...ranks.values()) + 1;
  const rows = Array.from({ length: depth }, (): Slot[] => []);
  const pieces = Array.from({ length: depth }, (): Piece[] => []);
  const rankOf = (id: string) => ranks.get(id) ?? 0;
  for (const { id } of elements) rows[rankOf(id)]?.push({ key: id, element: id });
  const sources = drawnSources(elements);
  for (const { id } of elements) {
    for (const source of sources.get(id) ?? []) {
      let from = source;
      for (let row = rankOf(source); row < rankOf(id); row++) {
        const isLast = row + 1 === rankOf(id);
        const to = isLast ? id : `${source} > ${id} @ ${row + 1}`;
        pieces[row]?.push({ from, to, edge: [source, id] });
        if (!isLast) rows[row + 1]?.push({ key: to, element: null });
        from = to;
      }
    }
  }
  return { rows, pieces };
}

const positions = (row: readonly Slot[]): ReadonlyMap<string, number> => new Map(row.map(({ key }, index) => [key, index]));

/** How many pairs of pieces cross between two rows. */
function crossingsBetween(above: readonly Slot[], below: readonly Slot[], pieces: readonly Piece[]): number {
  const [up, down] = [positions(above), positions(below)];
  const ends = pieces.map(({ from, to }) => [up.get(from) ?? 0, down.get(to) ?? 0] as const);
  let count = 0;
  for (const [index, [a, b]] of ends.entries()) for (const [c, d] of ends.slice(index + 1)) if ((a - c) * (b - d) < 0) count += 1;
  return count;
}

/** How many pairs of lines cross in the drawing. */
export const crossings = ({ rows, pieces }: Rows): number =>
  pieces.reduce((sum, gap, row) => sum + crossingsBetween(rows[row] ?? [], rows[row + 1] ?? [], gap), 0);

const SWEEPS = 12;

/** Each row in an order in which few lines cross: by the middle of the neighbours, row by row, down and up again, then neighbours that are better the other way round. */
export function ordered(start: Rows): Rows {
  let best = start;
  let now = start;
  for (let sweep = 0; sweep < SWEEPS && crossings(best) > 0; sweep++) {
    now = swapped(sweptOnce(now, sweep % 2 === 0));
    if (crossings(now) < crossings(best)) best = now;
  }
  return best;
}

function sweptOnce({ rows, pieces }: Rows, isDown: boolean): Rows {
  const next = rows.map((row) => [...row]);
  const steps = rows.map((_, index) => (isDown ? index : rows.length - 1 - index)).slice(1);
  for (const index of steps) {
    const fixed = positions(next[isDown ? index - 1 : index + 1] ?? []);
    const gap = pieces[isDown ? index - 1 : index] ?? [];
    const row = next[index] ?? [];
    const middle = new Map(
      row.map(({ key }, own) => {
        const near = gap.flatMap(({ from, to }) => ((isDown ? to : from) === key ? (fixed.get(isDown ? from : to) ?? []) : []));
        return [key, near.length === 0 ? own : near.reduce((sum, one) => sum + one, 0) / near.length];
      }),
    );
    next[index] = row.toSorted((a, b) => (middle.get(a.key) ?? 0) - (middle.get(b.key) ?? 0));
  }
  return { rows: next, pieces };
}

function swapped({ rows, pieces }: Rows): Rows {
  const next = rows.map((row) => [...row]);
  const around = (index: number, row: readonly Slot[]) =>
    crossingsBetween(next[index - 1] ?? [], row, pieces[index - 1] ?? []) +
    crossingsBetween(row, next[index + 1] ?? [], pieces[index] ?? []);
  for (const [index, row] of next.entries()) {
    for (let at = 0; at + 1 < row.length; at++) {
      const turned = row.toSpliced(at, 2, ...row.slice(at, at + 2).toReversed());
      if (around(index, turned) < around(index, next[index] ?? [])) next[index] = turned;
    }
  }
  return { rows: next, pieces };
}
