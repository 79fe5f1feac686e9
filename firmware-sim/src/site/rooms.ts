/** One shape of a floor plan, metres from its top left corner. */
export interface Shape {
  readonly kind: 'wall' | 'rack' | 'cooler' | 'ups' | 'battery' | 'tank' | 'genset' | 'door' | 'area';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly label?: string;
}

export interface RoomSpec {
  readonly slug: string;
  readonly name: string;
  readonly thermalClass?: 'A1';
  readonly widthMeters: number;
  readonly depthMeters: number;
  readonly shapes: readonly Shape[];
}

export const RACKS_PER_ROW = 10;
const RACK = { width: 0.8, depth: 1.2 };
const AISLE_METERS = 1.8;
const FIRST_RACK_X = 5;
const FIRST_ROW_Y = 3.9;

/** `A07` for rack 7 of row A. */
export const rackLabel = (row: string, number: number): string => `${row}${String(number).padStart(2, '0')}`;

const rowShapes = (row: string, y: number): Shape[] =>
  Array.from({ length: RACKS_PER_ROW }, (_, index) => ({
    kind: 'rack',
    x: Number((FIRST_RACK_X + index * RACK.width).toFixed(2)),
    y,
    ...RACK,
    label: rackLabel(row, index + 1),
  }));

/** Two rows face each other over a contained cold aisle; air handlers stand along the short walls. */
function hall(slug: string, name: string, rows: readonly [string, string]): RoomSpec {
  const letter = slug.slice(-1).toUpperCase();
  const lowerY = Number((FIRST_ROW_Y + RACK.depth + AISLE_METERS).toFixed(2));
  const coolers = [1, 2, 3, 4].map((number): Shape => {
    const isLeft = number <= 2;
    return {
      kind: 'cooler',
      x: isLeft ? 0.3 : 16.8,
      y: number % 2 === 1 ? 2 : 7.6,
      width: 0.9,
      depth: 2.4,
      label: `CRAH ${letter}${number}`,
    };
  });
  return {
    slug,
    name,
    thermalClass: 'A1',
    widthMeters: 18,
    depthMeters: 12,
    shapes: [
      {
        kind: 'area',
        x: FIRST_RACK_X,
        y: FIRST_ROW_Y + RACK.depth,
        width: RACKS_PER_ROW * RACK.width,
        depth: AISLE_METERS,
        label: 'Cold aisle',
      },
      ...rowShapes(rows[0], FIRST_ROW_Y),
      ...rowShapes(rows[1], lowerY),
      ...coolers,
      { kind: 'door', x: 8.4, y: 0, width: 1.2, depth: 0.2, label: 'Door 1' },
      { kind: 'door', x: 8.4, y: 11.8, width: 1.2, depth: 0.2, label: 'Door 2' },
    ],
  };
}

/** Fractions of the plan at the front (cold aisle side) or rear of a rack. Row index 0 is the upper row. */
export function beside(rowIndex: 0 | 1, number: number, side: 'front' | 'rear'): { readonly x: number; readonly y: number } {
  const x = FIRST_RACK_X + (number - 0.5) * RACK.width;
  const top = rowIndex === 0 ? FIRST_ROW_Y : FIRST_ROW_Y + RACK.depth + AISLE_METERS;
  const isBelow = (rowIndex === 0) === (side === 'front');
  const y = isBelow ? top + RACK.depth + 0.15 : top - 0.15;
  return { x: Number((x / 18).toFixed(4)), y: Number((y / 12).toFixed(4)) };
}

export const hallRows: Readonly<Record<string, readonly [string, string]>> = { 'hall-a': ['A', 'B'], 'hall-b': ['C', 'D'] };

const strings = (count: number): Shape[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'battery',
    x: 1 + (index % 2) * 4,
    y: 1 + Math.floor(index / 2) * 2,
    width: 3,
    depth: 0.9,
    label: `String ${index + 1}`,
  }));

export const rooms: readonly RoomSpec[] = [
  hall('hall-a', 'Data hall A', ['A', 'B']),
  hall('hall-b', 'Data hall B', ['C', 'D']),
  {
    slug: 'battery-room',
    name: 'Battery room',
    widthMeters: 9,
    depthMeters: 6,
    shapes: [...strings(4), { kind: 'door', x: 7.6, y: 5.8, width: 1, depth: 0.2, label: 'Door' }],
  },
  {
    slug: 'ups-room',
    name: 'UPS room',
    widthMeters: 10,
    depthMeters: 7,
    shapes: [
      { kind: 'ups', x: 1.5, y: 1, width: 2, depth: 1, label: 'UPS A' },
      { kind: 'ups', x: 6, y: 1, width: 2, depth: 1, label: 'UPS B' },
      { kind: 'area', x: 1.5, y: 4.4, width: 6.5, depth: 0.9, label: 'Switchgear' },
      { kind: 'door', x: 4.5, y: 6.8, width: 1, depth: 0.2, label: 'Door' },
    ],
  },
  {
    slug: 'generator-yard',
    name: 'Generator yard',
    widthMeters: 16,
    depthMeters: 9,
    shapes: [
      { kind: 'genset', x: 1.5, y: 2, width: 5, depth: 2, label: 'Genset 1' },
      { kind: 'genset', x: 1.5, y: 5.5, width: 5, depth: 2, label: 'Genset 2' },
      { kind: 'tank', x: 10, y: 3, width: 4, depth: 2.6, label: 'Fuel tank' },
      { kind: 'door', x: 7.5, y: 8.8, width: 1.4, depth: 0.2, label: 'Gate' },
    ],
  },
  {
    slug: 'gas-suppression-room',
    name: 'Gas suppression room',
    widthMeters: 6,
    depthMeters: 5,
    shapes: [
      { kind: 'tank', x: 0.6, y: 0.6, width: 2, depth: 0.8, label: 'Cylinders A' },
      { kind: 'tank', x: 3.2, y: 0.6, width: 2, depth: 0.8, label: 'Cylinders B' },
      { kind: 'area', x: 0.6, y: 3.2, width: 1.6, depth: 0.5, label: 'Fire panel' },
      { kind: 'door', x: 4.4, y: 4.8, width: 1, depth: 0.2, label: 'Door' },
    ],
  },
  {
    slug: 'corridor',
    name: 'Corridor',
    widthMeters: 20,
    depthMeters: 3,
    shapes: [
      { kind: 'door', x: 0, y: 1, width: 0.2, depth: 1.2, label: 'Loading bay' },
      { kind: 'door', x: 19.8, y: 1, width: 0.2, depth: 1.2, label: 'Main entrance' },
    ],
  },
];
