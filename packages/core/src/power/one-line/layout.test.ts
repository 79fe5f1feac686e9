import { describe, expect, it } from 'vitest';
import { layoutOneLine } from './layout.ts';

const fed = (ways: Readonly<Record<string, readonly string[]>>) => Object.entries(ways).map(([id, fedBy]) => ({ id, fedBy }));

const radial = fed({
  mains: [],
  board: ['mains'],
  a: ['board'],
  b: ['board'],
  c: ['board'],
  a1: ['a'],
  a2: ['a'],
  b1: ['b'],
  c1: ['c'],
  c2: ['c'],
});

const twoSides = fed({
  'mains-a': [],
  'mains-b': [],
  tank: [],
  'genset-1': ['tank'],
  'genset-2': ['tank'],
  'mains-board': ['mains-a', 'mains-b'],
  'genset-board': ['genset-1', 'genset-2'],
  ats: ['mains-board', 'genset-board'],
  board: ['ats'],
  'ups-a': ['board'],
  'ups-b': ['board'],
  coolers: ['board'],
  'pdu-a': ['ups-a'],
  'pdu-b': ['ups-b'],
  'hall-a': ['pdu-a', 'pdu-b'],
  'hall-b': ['pdu-a', 'pdu-b'],
  'hall-c': ['pdu-a', 'pdu-b'],
});

/** Pieces of two different lines that cross or lie on each other, away from their ends. */
function clashes({ routes }: ReturnType<typeof layoutOneLine>): readonly string[] {
  const pieces = routes.flatMap(({ source, target, corners }) =>
    corners.slice(1).map((corner, index) => ({ source, target, a: corners[index] ?? corner, b: corner })),
  );
  const range = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const;
  return pieces.flatMap((one, index) =>
    pieces.slice(index + 1).flatMap((other) => {
      if (one.source === other.source) return [];
      const [ax, bx] = [range(one.a[0], one.b[0]), range(other.a[0], other.b[0])];
      const [ay, by] = [range(one.a[1], one.b[1]), range(other.a[1], other.b[1])];
      const meets = ax[0] <= bx[1] && bx[0] <= ax[1] && ay[0] <= by[1] && by[0] <= ay[1];
      return meets ? [`${one.source} > ${one.target} meets ${other.source} > ${other.target}`] : [];
    }),
  );
}

describe('the one-line diagram', () => {
  it.each([
    ['a tree', radial],
    ['two sides that feed the same loads', twoSides],
    [
      'two sides with a board for each hall',
      fed({
        'ups-a': [],
        'ups-b': [],
        a1: ['ups-a'],
        a2: ['ups-a'],
        b1: ['ups-b'],
        b2: ['ups-b'],
        'hall-1': ['a1', 'b1'],
        'hall-2': ['a2', 'b2'],
      }),
    ],
  ])('draws %s without a crossing, and no two lines touch', (_, elements) => {
    const drawn = layoutOneLine(elements);
    expect(drawn.crossings).toBe(0);
    expect(clashes(drawn)).toEqual([]);
    expect(drawn.places.size).toBe(elements.length);
    expect(drawn.routes).toHaveLength(elements.flatMap(({ fedBy }) => fedBy).length);
  });

  it('stands on the same places whatever order the elements come in', () => {
    expect(layoutOneLine(twoSides.toReversed())).toEqual(layoutOneLine(twoSides));
  });

  it('has every source above what it feeds, and no two elements on one place', () => {
    const { places, routes } = layoutOneLine(twoSides);
    for (const { source, target } of routes) expect(places.get(source)?.row).toBeLessThan(places.get(target)?.row ?? 0);
    const all = [...places.values()];
    for (const [index, one] of all.entries())
      for (const other of all.slice(index + 1))
        expect(one.row !== other.row || Math.abs(one.column - other.column) >= 0.999).toBe(true);
  });

  it('leaves out what hangs on nothing and feeds nothing, and draws nothing of nothing', () => {
    expect([...layoutOneLine(fed({ a: [], b: ['a'], door: [] })).places.keys()].toSorted()).toEqual(['a', 'b']);
    expect(layoutOneLine([])).toMatchObject({ columns: 0, rows: 0, routes: [] });
  });

  it('draws a loop, too, without walking for ever', () => {
    expect(layoutOneLine(fed({ a: ['b'], b: ['a'] })).places.size).toBe(2);
  });
});
