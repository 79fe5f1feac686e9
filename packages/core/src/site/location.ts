export const locationKinds = ['building', 'room', 'row', 'rack', 'zone'] as const;
export type LocationKind = (typeof locationKinds)[number];

/** ASHRAE TC 9.9 (2021) equipment classes; null where the class has no meaning (a corridor). */
export const thermalClasses = ['A1', 'A2', 'A3', 'A4', 'H1'] as const;
export type ThermalClass = (typeof thermalClasses)[number];

/** One shape of a floor plan. Numbers are metres from the top left corner of the plan. */
export interface PlanShape {
  readonly kind: 'wall' | 'rack' | 'cooler' | 'ups' | 'battery' | 'tank' | 'genset' | 'door' | 'area';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly label?: string | undefined;
}

export interface Plan {
  readonly widthMeters: number;
  readonly depthMeters: number;
  readonly shapes: readonly PlanShape[];
}

/** A place of a site. `plan` only on rooms; `place` positions a room on the site overview, in fractions 0 to 1. */
export interface Location {
  readonly id: string;
  readonly siteId: string;
  readonly parentId: string | null;
  readonly kind: LocationKind;
  readonly slug: string;
  readonly name: string;
  readonly thermalClass: ThermalClass | null;
  readonly plan: Plan | null;
  readonly sortOrder: number;
}

export interface Site {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
}

export const equipmentKinds = [
  'mains',
  'cooler',
  'ups',
  'battery',
  'pdu',
  'genset',
  'ats',
  'switchgear',
  'fuel-tank',
  'load',
  'fire-panel',
  'suppression',
  'leak-controller',
  'door',
  'camera',
  'gateway',
  'other',
] as const;
export type EquipmentKind = (typeof equipmentKinds)[number];

/** What stands on a nameplate, as JSON; `site/plates` knows the schema of each kind and reads it. */
export type Rating = Readonly<Record<string, unknown>>;

export interface Equipment {
  readonly id: string;
  readonly siteId: string;
  readonly locationId: string | null;
  readonly kind: EquipmentKind;
  readonly slug: string;
  readonly name: string;
  /** Null: nobody has told what stands on the plate. */
  readonly rating: Rating | null;
  /** Equipment that gives it power, the usual source first; for a genset the tanks it draws from. */
  readonly fedBy: readonly string[];
}
