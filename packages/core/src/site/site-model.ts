import type { DeviceStatus } from '../device/device.ts';
import type { PointPlace, PointStatus } from '../point/point.ts';
import type { Instant } from '../reading/reading.ts';
import type { Equipment, Location, Site } from './location.ts';

/** Limits of a point as lines to draw, in the unit of its quantity; absent = no limit there. */
export interface LimitLines {
  readonly lowCritical?: number | undefined;
  readonly lowWarning?: number | undefined;
  readonly highWarning?: number | undefined;
  readonly highCritical?: number | undefined;
}

/** A point as a screen needs it. `quantity` null = not yet approved. */
export interface ModelPoint {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly locationId: string | null;
  readonly equipmentId: string | null;
  readonly deviceId: string | null;
  readonly channel: string | null;
  readonly quantity: string | null;
  readonly status: PointStatus;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
  readonly place: PointPlace;
  readonly limits: LimitLines;
  /** Its quantity has a value only at times: silence is not missing data. */
  readonly isOccasional: boolean;
}

export interface ModelDevice {
  readonly id: string;
  readonly name: string;
  readonly locationId: string | null;
  readonly parentId: string | null;
  readonly dialect: string;
  readonly status: DeviceStatus;
  readonly firstSeenAt: Instant;
}

/** What changes seldom: places, things, points. Live values come beside it and are joined by id. */
export interface SiteModel {
  readonly revision: string;
  readonly sites: readonly (Site & { readonly isDemo: boolean })[];
  readonly locations: readonly Location[];
  readonly equipment: readonly Equipment[];
  readonly devices: readonly ModelDevice[];
  readonly points: readonly ModelPoint[];
}
