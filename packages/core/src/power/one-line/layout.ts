import { crossings, cutIntoRows, ordered, type Rows } from './order.ts';
import { columnsOf } from './place.ts';
import { drawnSources, type Element, ranksOf } from './ranks.ts';
import { type OneLineRoute, routesOf } from './route.ts';

/** A drawing of feeds from top to bottom. `places`: middle of the element in columns, and its row. */
export interface OneLineLayout {
  readonly columns: number;
  readonly rows: number;
  readonly places: ReadonlyMap<string, { readonly column: number; readonly row: number }>;
  readonly routes: readonly OneLineRoute[];
  /** Pairs of lines that cross; 0 for a tree and for two sides that feed the same loads. */
  readonly crossings: number;
}

/** Draws what feeds what. The same elements give the same drawing, in whatever order they come. Elements without a line are left out. */
export function layoutOneLine(elements: readonly Element[]): OneLineLayout {
  const joined = joinedOnly(elements.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const rows = untangled(joined);
  const columns = columnsOf(rows);
  const shown = rows.rows.flatMap((row, index) =>
    row.flatMap(({ key, element }) =>
      element === null ? [] : [[element, { column: columns.get(key) ?? 0, row: index }] as const],
    ),
  );
  return {
    columns: Math.max(-1, ...columns.values()) + 1,
    rows: rows.rows.length,
    places: new Map(shown),
    routes: routesOf(rows, columns),
    crossings: crossings(rows),
  };
}

function joinedOnly(elements: readonly Element[]): readonly Element[] {
  const sources = drawnSources(elements);
  const feeding = new Set([...sources.values()].flat());
  return elements.filter(({ id }) => feeding.has(id) || (sources.get(id)?.length ?? 0) > 0);
}

/** An element is lowered by so many rows at most. */
const MOST_ROWS = 12;

/** Elements with several sources stand a row lower where that takes crossings away: so the loads of two sides come to stand one below the other. */
function untangled(elements: readonly Element[]): Rows {
  const draw = (lowered: ReadonlyMap<string, number>) => ordered(cutIntoRows(elements, ranksOf(elements, lowered)));
  let lowered: ReadonlyMap<string, number> = new Map();
  let best = draw(lowered);
  const sources = drawnSources(elements);
  for (const { id } of elements.filter((one) => (sources.get(one.id)?.length ?? 0) > 1)) {
    for (let rows = 1; rows <= MOST_ROWS && crossings(best) > 0; rows++) {
      const tried = new Map([...lowered, [id, rows]]);
      const drawn = draw(tried);
      if (crossings(drawn) >= crossings(best)) continue;
      lowered = tried;
      best = drawn;
    }
  }
  return best;
}
