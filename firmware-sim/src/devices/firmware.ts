/** One MQTT publish as it leaves a device. */
export interface Publication {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/** The open connection as firmware sees it. `done` is called once the broker took the message (QoS 1: PUBACK). */
export interface Link {
  readonly publish: (publication: Publication, done?: () => void) => void;
}

/** What the simulator shows of one connection. Counters run since the start. */
export interface FirmwareReport {
  readonly published: number;
  readonly resent: number;
  readonly buffered: number;
  readonly lost: number;
  readonly seq: number;
  readonly acknowledged: number;
}

/**
 * The program in a device or gateway: one MQTT account, one connection. It owns no timer and no socket: it is told the time
 * (milliseconds since 1970) and given a link. `tick` returns when it wants to be called again.
 */
export interface Firmware {
  readonly account: string;
  /** Ids of the devices it speaks for. */
  readonly devices: readonly string[];
  /** Those of them whose line is the connection itself; the others hang behind a gateway on a line of their own. */
  readonly onLine: readonly string[];
  readonly subscriptions: readonly string[];
  /** The message the broker publishes when the connection dies; built anew for each connection. Null: none. */
  readonly will: (now: number) => Publication | null;
  readonly tick: (now: number) => number;
  readonly connected: (link: Link, now: number) => void;
  readonly disconnected: (now: number) => void;
  readonly received: (message: { readonly topic: string; readonly payload: Uint8Array }, now: number) => void;
  /** Says goodbye in the way of its dialect, if there is a link. */
  readonly stop: (now: number) => void;
  /** Loses its memory and starts again, as after a power cut. */
  readonly reboot: (now: number) => void;
  readonly report: () => FirmwareReport;
}

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);
export const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
