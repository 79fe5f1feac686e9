import type { Quality } from '../reading/quality.ts';
import type { Instant } from '../reading/reading.ts';
import type { RedundancyChain } from '../redundancy/chain.ts';
import type { RedundancyGroup } from '../redundancy/group.ts';

/** `new` points are stored and shown but neither alarmed nor reported until a named person approves them. */
export type PointStatus = 'new' | 'active' | 'retired';

/** Where a point sits. x and y are fractions 0 to 1 of the room's plan; heightMeters above the finished floor. */
export interface PointPlace {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly heightMeters?: number | undefined;
  readonly rack?: string | undefined;
  readonly unitU?: number | undefined;
  readonly side?: 'front' | 'rear' | undefined;
}

/** A dew point, made of a temperature and a humidity of the same place. */
export interface DewPointSource {
  readonly kind: 'dew-point';
  readonly temperature: number;
  readonly humidity: number;
}

/** The state of units that stand in for each other, made of what their points and devices say. */
export interface RedundancySource {
  readonly kind: 'redundancy';
  readonly group: RedundancyGroup;
}

/** Minutes left of the room that the point stands in, made of its inlets, its coolers and what was learned of it; which part is said by the quantity. */
export interface MinutesLeftSource {
  readonly kind: 'minutes-left';
}

/** Whether ways to the load carry it, made of the states of redundancy groups. */
export interface ChainSource {
  readonly kind: 'redundancy-chain';
  readonly chain: RedundancyChain;
}

/** A derived point takes its value from others. */
export type DerivedFrom = DewPointSource | RedundancySource | ChainSource | MinutesLeftSource;

/** Whether a point takes its value from the point with this id, and has none without it. */
export const isMadeOf = ({ derivedFrom }: Pick<Point, 'derivedFrom'>, pointId: number): boolean =>
  derivedFrom?.kind === 'dew-point' && (derivedFrom.temperature === pointId || derivedFrom.humidity === pointId);

/** One measured or derived value at one place. `tag` is its name towards people; `id` its key in storage. */
export interface Point {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly siteId: string | null;
  readonly locationId: string | null;
  readonly equipmentId: string | null;
  readonly deviceId: string | null;
  readonly channel: string | null;
  readonly quantity: string | null;
  /** Unit of the wire where the payload does not say it; null = already the quantity's own. */
  readonly sourceUnit: string | null;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
  readonly status: PointStatus;
  readonly place: PointPlace;
  readonly derivedFrom: DerivedFrom | null;
}

/** Latest live reading of a point, as the engine last wrote it. `version` grows with every commit. */
export interface PointState {
  readonly pointId: number;
  readonly value: number | null;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  /** As in `Reading`. */
  readonly skewMs?: number | undefined;
  readonly version: number;
}
