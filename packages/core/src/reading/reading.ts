import type { Quality } from './quality.ts';

/** Milliseconds since 1970-01-01T00:00Z. All instants inside the domain have this shape. */
export type Instant = number;

/**
 * Value of a point at a source time, in the unit of the point's quantity. States are stored as the code
 * of the quantity's state table, booleans as 0 and 1.
 * `original` is present when the value was converted: what the device said, in its own unit. `skewMs` is present where the source clock
 * is known to be wrong: how far it ran ahead, so that source time less this is the instant that the value is taken for (`freshAt`).
 */
export interface Reading {
  readonly pointId: number;
  readonly value: number;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly receivedAt: Instant;
  readonly original?: { readonly value: number; readonly unit: string };
  readonly skewMs?: number | undefined;
}

/**
 * What a payload says, before the point is known. `value` null means "no value" and is never zero.
 * `observedAt` null means that the payload carries no trustworthy clock: the arrival time is taken.
 */
export interface Observation {
  /** Identity of the device in the directory: the client id for the native protocol, else `dialect/name as on the wire`. */
  readonly device: string;
  readonly channel: string;
  readonly value: number | boolean | string | null;
  readonly unit?: string;
  /** Family or id of a quantity, when the payload or the dialect knows it. */
  readonly quantity?: string;
  readonly observedAt: Instant | null;
  /** Replayed from a buffer: fills history and never refreshes age nor raises a live alarm. */
  readonly historical?: boolean;
  /** What the device says of the value itself. */
  readonly quality?: Quality;
}
