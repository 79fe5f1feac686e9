import type { Quality } from '../reading/quality.ts';
import type { Instant } from '../reading/reading.ts';

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

/** A derived point takes its value from others of the same place. */
export interface DerivedFrom {
  readonly kind: 'dew-point';
  readonly temperature: number;
  readonly humidity: number;
}

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
  readonly version: number;
}
