import { rotterdamParams } from './plant-params.ts';

/** `rating`: what stands on its nameplate. */
export interface EquipmentSpec {
  readonly slug: string;
  readonly kind: string;
  readonly location: string;
  readonly name: string;
  readonly rating?: unknown;
  readonly fedBy?: readonly string[];
}

const inHall = (slug: string): EquipmentSpec[] => {
  const letter = slug.slice(-1);
  const upper = letter.toUpperCase();
  return [
    ...[1, 2, 3, 4].map((n) => ({
      slug: `crah-${letter}${n}`,
      kind: 'cooler',
      location: slug,
      name: `CRAH ${upper}${n}`,
      rating: { ratedKw: 50 },
      fedBy: ['main-board'],
    })),
    ...[1, 2].map((n) => ({ slug: `${slug}-door-${n}`, kind: 'door', location: slug, name: `Hall ${upper} door ${n}` })),
    { slug: `${slug}-leak-controller`, kind: 'leak-controller', location: slug, name: `Leak controller ${upper}` },
    { slug: `suppression-${letter}`, kind: 'suppression', location: 'gas-suppression-room', name: `Gas suppression ${upper}` },
  ];
};

const genset = (number: 1 | 2): EquipmentSpec => {
  const slug = `genset-${number}`;
  const { ratedKw, tankLitres } = rotterdamParams.gensets[slug] ?? {};
  const rating = { ratedKw, performanceClass: 'G3', tankLitres, usableShare: 0.9, litresPerKwh: 0.3 };
  return { slug, kind: 'genset', location: 'generator-yard', name: `Genset ${number}`, rating, fedBy: ['fuel-tank-1'] };
};

/** Four modules, and two strings of valve-regulated lead that were put in together. */
function upsRating(slug: string, installedOn: string) {
  const { ratedKw = 0, batteryKwh = 0 } = rotterdamParams.ups[slug] ?? {};
  const ratedMinutes = Math.floor((60 * batteryKwh) / ratedKw);
  const string = { type: 'VRLA', installedOn, designLifeYears: 10, referenceTemperature: 20, ratedMinutes };
  return { modules: 4, moduleKw: ratedKw / 4, strings: [string, string] };
}

const inUpsRoom = (slug: string, kind: string, about: { readonly name: string; readonly fedBy?: readonly string[] }) => ({
  ...{ slug, kind, location: 'ups-room' },
  ...about,
});

/** From the grid to the racks, between what is listed by its room. */
const distribution: readonly EquipmentSpec[] = [
  inUpsRoom('mains-a', 'mains', { name: 'Mains A' }),
  inUpsRoom('mains-b', 'mains', { name: 'Mains B' }),
  inUpsRoom('mains-board', 'switchgear', { name: 'Mains board', fedBy: ['mains-a', 'mains-b'] }),
  inUpsRoom('genset-board', 'switchgear', { name: 'Genset board', fedBy: ['genset-1', 'genset-2'] }),
  inUpsRoom('main-board', 'switchgear', { name: 'Main board', fedBy: ['ats-1'] }),
  inUpsRoom('pdu-a', 'pdu', { name: 'Distribution A', fedBy: ['ups-a'] }),
  inUpsRoom('pdu-b', 'pdu', { name: 'Distribution B', fedBy: ['ups-b'] }),
  ...['a', 'b'].map((hall) => ({
    ...{ slug: `load-hall-${hall}`, kind: 'load', location: `hall-${hall}`, name: `Racks hall ${hall.toUpperCase()}` },
    fedBy: ['pdu-a', 'pdu-b'],
  })),
];

export const equipment: readonly EquipmentSpec[] = [
  ...inHall('hall-a'),
  ...inHall('hall-b'),
  ...distribution,
  ...[1, 2, 3, 4].map((n) => ({
    slug: `battery-string-${n}`,
    kind: 'battery',
    location: 'battery-room',
    name: `Battery string ${n}`,
  })),
  { slug: 'battery-fan', kind: 'other', location: 'battery-room', name: 'Battery room fan' },
  { slug: 'battery-room-door', kind: 'door', location: 'battery-room', name: 'Battery room door' },
  {
    slug: 'ups-a',
    kind: 'ups',
    location: 'ups-room',
    name: 'UPS A',
    rating: upsRating('ups-a', '2022-03-14'),
    fedBy: ['main-board'],
  },
  {
    slug: 'ups-b',
    kind: 'ups',
    location: 'ups-room',
    name: 'UPS B',
    rating: upsRating('ups-b', '2023-09-04'),
    fedBy: ['main-board'],
  },
  { slug: 'ups-room-door', kind: 'door', location: 'ups-room', name: 'UPS room door' },
  {
    slug: 'ats-1',
    kind: 'ats',
    location: 'ups-room',
    name: 'Transfer switch',
    rating: { transition: 'open' },
    fedBy: ['mains-board', 'genset-board'],
  },
  genset(1),
  genset(2),
  {
    slug: 'fuel-tank-1',
    kind: 'fuel-tank',
    location: 'generator-yard',
    name: 'Fuel tank',
    rating: { litres: 10_000, usableShare: 0.9 },
  },
  { slug: 'fire-panel-1', kind: 'fire-panel', location: 'gas-suppression-room', name: 'Fire panel' },
  { slug: 'gas-room-door', kind: 'door', location: 'gas-suppression-room', name: 'Gas room door' },
  { slug: 'loading-bay-door', kind: 'door', location: 'corridor', name: 'Loading bay door' },
  { slug: 'entrance-door', kind: 'door', location: 'corridor', name: 'Main entrance' },
];
