import type { Plant } from '../physics/plant.ts';

/** What a channel can say. Null = no value, which is never zero. */
export type Value = number | boolean | string | null;

/** Where a point sits on the plan of its room: fractions 0 to 1, metres above the floor. */
export interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly heightMeters?: number;
  readonly rack?: string;
  readonly side?: 'front' | 'rear';
}

/** One measured thing: how it is called on the wire, how it is called on site, and where its truth comes from. */
export interface ChannelSpec {
  readonly channel: string;
  readonly tag: string;
  readonly name: string;
  /** Quantity of the point in the site file. */
  readonly quantity: string;
  /** What the device itself calls the quantity; default the same. */
  readonly says?: string;
  readonly unit?: string;
  readonly location: string;
  readonly equipment?: string;
  readonly place?: Place;
  readonly read: (plant: Plant) => Value;
  readonly noise?: number;
  readonly resolution?: number;
  readonly lagSeconds?: number;
  readonly bias?: number;
  /** Where the device says it at another pace than the rest. */
  readonly intervalSeconds?: number;
  /** A change of this channel is published at once, between the regular samples. */
  readonly isUrgent?: boolean;
}

/** A point that the host derives; nothing of it is on the wire. */
export interface DewPointSpec {
  readonly tag: string;
  readonly name: string;
  readonly location: string;
  readonly temperature: string;
  readonly humidity: string;
  readonly place?: Place;
}

export type DialectId = 'native' | 'zigbee2mqtt' | 'tasmota' | 'sparkplug-b' | 'nut';

/** A sensor node or gateway. `account` is its broker account: a native device's is its own id, a gateway speaks for many devices. */
export interface DeviceSpec {
  readonly id: string;
  readonly dialect: DialectId;
  readonly name: string;
  readonly location: string;
  readonly parent: string | null;
  readonly account: string;
  readonly model: string;
  readonly firmware: string;
  readonly intervalSeconds: number;
  readonly channels: readonly ChannelSpec[];
  readonly derived?: readonly DewPointSpec[];
  /** Access events: door slugs whose passages this device reports. */
  readonly doors?: readonly string[];
}
