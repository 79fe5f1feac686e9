/** Units of the demo site that stand in for each other; `members` are equipment. A group of coolers counts units, the pair of UPSes the load in percent of one. */
export interface GroupSpec {
  readonly tag: string;
  readonly name: string;
  readonly location: string | null;
  readonly scheme: { readonly by: 'spare'; readonly spare: number } | { readonly by: 'sides'; readonly innerSpare: number };
  readonly need: { readonly by: 'count'; readonly units: number } | { readonly by: 'load'; readonly points: readonly string[] };
  readonly members: readonly { readonly id: string; readonly capacity?: number; readonly side?: string }[];
}

const coolers = (hall: 'a' | 'b'): GroupSpec => ({
  tag: `hall-${hall}/cooling`,
  name: 'Cooling',
  location: `hall-${hall}`,
  scheme: { by: 'spare', spare: 1 },
  need: { by: 'count', units: 3 },
  members: [1, 2, 3, 4].map((number) => ({ id: `crah-${hall}${number}` })),
});

export const groups: readonly GroupSpec[] = [
  coolers('a'),
  coolers('b'),
  {
    tag: 'ups-room/ups-pair',
    name: 'UPS A and B',
    location: 'ups-room',
    scheme: { by: 'sides', innerSpare: 0 },
    need: { by: 'load', points: ['ups-room/ups-a/load', 'ups-room/ups-b/load'] },
    members: ['a', 'b'].map((side) => ({ id: `ups-${side}`, capacity: 100, side: side.toUpperCase() })),
  },
  {
    tag: 'generator-yard/gensets',
    name: 'Gensets',
    location: 'generator-yard',
    scheme: { by: 'spare', spare: 1 },
    need: { by: 'count', units: 1 },
    members: [1, 2].map((number) => ({ id: `genset-${number}` })),
  },
];
