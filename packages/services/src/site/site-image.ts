import type {
  DeviceStatus,
  EquipmentKind,
  LocationKind,
  Plan,
  PointPlace,
  PointStatus,
  Rating,
  RedundancyChain,
  RedundancyGroup,
  ThermalClass,
} from '@wachter/core';
import type { RuleValues } from '../rule/defaults.ts';

/**
 * A site in the words of its file, with every default filled in: slugs and tags in place of ids. The file and the database are both
 * turned into this; what differs is the plan of an import.
 */
export interface SiteImage {
  readonly site: { readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly locations: readonly LocationImage[];
  readonly equipment: readonly EquipmentImage[];
  readonly devices: readonly DeviceImage[];
  readonly points: readonly PointImage[];
}

export interface LocationImage {
  readonly slug: string;
  readonly kind: LocationKind;
  readonly parent: string | null;
  readonly name: string;
  readonly thermalClass: ThermalClass | null;
  readonly plan: Plan | null;
  readonly sortOrder: number;
}

export interface EquipmentImage {
  readonly slug: string;
  readonly kind: EquipmentKind;
  readonly location: string | null;
  readonly name: string;
  readonly rating: Rating | null;
  readonly fedBy: readonly string[];
}

export interface DeviceImage {
  readonly id: string;
  readonly dialect: string;
  readonly name: string;
  readonly location: string | null;
  readonly parent: string | null;
  readonly fedBy: string | null;
  readonly status: DeviceStatus;
  readonly mapping: unknown;
}

/** As `DerivedFrom`, with tags, slugs and device ids for ids. */
export type DerivedImage =
  | { readonly kind: 'dew-point'; readonly temperature: string; readonly humidity: string }
  | { readonly kind: 'redundancy'; readonly group: RedundancyGroup }
  | { readonly kind: 'redundancy-chain'; readonly chain: RedundancyChain }
  | { readonly kind: 'minutes-left' };

export interface PointImage {
  readonly tag: string;
  readonly name: string;
  readonly device: string | null;
  readonly channel: string | null;
  readonly quantity: string;
  readonly location: string | null;
  readonly equipment: string | null;
  readonly unit: string | null;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
  readonly place: PointPlace;
  readonly derived: DerivedImage | null;
  readonly status: PointStatus;
  readonly rules: readonly RuleValues[];
}
