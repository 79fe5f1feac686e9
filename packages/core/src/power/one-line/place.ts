import type { Rows } from './order.ts';

const PASSES = 10;
/** A passing line needs less room than an element. */
const LINE = 0.5;

/** Columns by key, the leftmost at 0: each under the middle of its neighbours, in the order of its row, at least one column apart. */
export function columnsOf({ rows, pieces }: Rows): ReadonlyMap<string, number> {
  const columns = new Map(rows.flatMap((row) => row.map(({ key }, index): [string, number] => [key, index])));
  const near = new Map<string, string[]>();
  for (const { from, to } of pieces.flat()) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  for (let pass = 0; pass < PASSES; pass++) {
    for (const row of pass % 2 === 0 ? rows : rows.toReversed()) {
      const wished = row.map(({ key }) => {
        const others = (near.get(key) ?? []).map((other) => columns.get(other) ?? 0);
        return others.length === 0 ? (columns.get(key) ?? 0) : others.reduce((sum, one) => sum + one, 0) / others.length;
      });
      const widths = row.map(({ element }) => (element === null ? LINE : 1));
      for (const [index, column] of apart(wished, widths).entries()) columns.set(row[index]?.key ?? '', column);
    }
  }
  const left = Math.min(Number.POSITIVE_INFINITY, ...columns.values());
  return new Map([...columns].map(([key, column]) => [key, column - left]));
}

/** The wishes moved apart as little as possible (least squares, by pooling neighbours that would touch), in their order. */
function apart(wished: readonly number[], widths: readonly number[]): readonly number[] {
  const offsets: number[] = [];
  for (const [index, width] of widths.entries())
    offsets.push(index === 0 ? 0 : (offsets[index - 1] ?? 0) + ((widths[index - 1] ?? 1) + width) / 2);
  const pools: { sum: number; count: number }[] = [];
  for (const [index, wish] of wished.entries()) {
    let pool = { sum: wish - (offsets[index] ?? 0), count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((base, index) => base + (offsets[index] ?? 0));
}
