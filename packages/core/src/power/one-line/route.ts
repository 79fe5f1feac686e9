import type { Rows } from './order.ts';

/** Height of an element, in rows; the rest of a row is for lines. */
export const BOX_HEIGHT = 0.62;
/** Room between the ends of two lines on top of one element, in columns. */
const PORT = 0.22;

/** A line from a source to what it feeds: corners from the middle of its lower edge, in columns and rows. */
export interface OneLineRoute {
  readonly source: string;
  readonly target: string;
  readonly corners: readonly (readonly [x: number, y: number])[];
}

interface Run {
  readonly key: string;
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Lines with right angles. What two sources send through one gap lies on levels of its own where it would overlap, so that nothing looks joined that is not. */
export function routesOf({ rows, pieces }: Rows, columns: ReadonlyMap<string, number>): readonly OneLineRoute[] {
  const corners = new Map<string, [number, number][]>();
  const targetX = portsOf({ rows, pieces }, columns);
  for (const [row, gap] of pieces.entries()) {
    const levels = levelsOf(
      [...new Set(gap.map(({ from }) => from))].map((key): Run => {
        const x = columns.get(key) ?? 0;
        const ends = gap.flatMap((piece) => (piece.from === key ? (targetX.get(`${key} > ${piece.to}`) ?? x) : []));
        return { key, x, from: Math.min(x, ...ends), to: Math.max(x, ...ends) };
      }),
    );
    const count = Math.max(0, ...levels.values()) + 1;
    for (const { from, to, edge } of gap) {
      const name = edge.join(' > ');
      const way = corners.get(name) ?? [];
      const x = columns.get(from) ?? 0;
      const end = targetX.get(`${from} > ${to}`) ?? x;
      const y = row + BOX_HEIGHT + ((1 - BOX_HEIGHT) * ((levels.get(from) ?? 0) + 1)) / (count + 1);
      if (way.length === 0) way.push([x, row + BOX_HEIGHT]);
      if (end !== x) way.push([x, y], [end, y]);
      const isPassing = !(rows[row + 1] ?? []).some(({ key, element }) => key === to && element !== null);
      way.push([end, row + 1 + (isPassing ? BOX_HEIGHT : 0)]);
      corners.set(name, way);
    }
  }
  return pieces
    .flat()
    .flatMap(({ to, edge: [source, target] }) =>
      to === target ? [{ source, target, corners: corners.get(`${source} > ${target}`) ?? [] }] : [],
    );
}

/** Where each piece ends: side by side on top of an element, in the order of where they come from. */
function portsOf({ pieces }: Rows, columns: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  const all = pieces.flat();
  for (const to of new Set(all.map((piece) => piece.to))) {
    const coming = all
      .filter((piece) => piece.to === to)
      .toSorted((a, b) => (columns.get(a.from) ?? 0) - (columns.get(b.from) ?? 0));
    for (const [index, { from }] of coming.entries())
      ports.set(`${from} > ${to}`, (columns.get(to) ?? 0) + (index - (coming.length - 1) / 2) * PORT);
  }
  return ports;
}

/** Level of each run, 0 on top. Of two that overlap the one that reaches over the other's beginning lies lower, and crosses nothing. */
function levelsOf(runs: readonly Run[]): ReadonlyMap<string, number> {
  const sorted = runs.toSorted((a, b) => a.x - b.x);
  const levels: number[] = [];
  for (const [index, run] of sorted.entries()) {
    const last = sorted[index - 1];
    const level = levels[index - 1] ?? 0;
    if (!last || last.to < run.from) levels.push(last && last.to < run.from ? 0 : level);
    else levels.push(last.to > run.x ? level - 1 : level + 1);
  }
  const top = Math.min(0, ...levels);
  return new Map(sorted.map(({ key }, index) => [key, (levels[index] ?? 0) - top]));
}
