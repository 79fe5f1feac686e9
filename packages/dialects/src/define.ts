import type { Instant, Observation } from '@wachter/core';

/** A message as it came from the broker. */
export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: Instant;
  readonly isRetained: boolean;
  readonly isDuplicate: boolean;
}

/** A part of a message that could not be used, and why. `excerpt` is at most 200 characters of what was there. */
export interface Issue {
  readonly kind:
    | 'not-json'
    | 'not-utf8'
    | 'invalid-shape'
    | 'invalid-value'
    | 'sentinel'
    | 'unknown-alias'
    | 'unsupported'
    | 'too-large'
    | 'foreign-topic';
  readonly device?: string;
  readonly channel?: string;
  readonly detail: string;
  readonly excerpt?: string;
}

/** What a device announces of its own channels. */
export interface ChannelBirth {
  readonly channel: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly intervalSeconds?: number;
}

/** Things a message says besides values. */
export type Fact =
  | {
      readonly kind: 'birth';
      readonly device: string;
      readonly model?: string;
      readonly firmware?: string;
      readonly boot?: string;
      readonly name?: string;
      readonly parent?: string;
      readonly channels: readonly ChannelBirth[];
    }
  | { readonly kind: 'online'; readonly device: string; readonly isOnline: boolean; readonly at: Instant | null }
  /** Position in the device's own numbering (native protocol): what a gap and an `ack` are counted with. */
  | { readonly kind: 'sequence'; readonly device: string; readonly boot: string; readonly seq: number; readonly lost: number }
  /** Everything behind this device is of unknown freshness from now on (a gateway died). */
  | { readonly kind: 'death'; readonly device: string; readonly at: Instant }
  | {
      readonly kind: 'event';
      readonly device: string;
      readonly type: string;
      readonly at: Instant | null;
      readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
    }
  /** The sender asks to be asked again (Sparkplug rebirth). The ingestor publishes only when its configuration allows it. */
  | { readonly kind: 'rebirth-needed'; readonly device: string; readonly topic: string; readonly reason: string };

export interface Decoded<Memory> {
  readonly observations: readonly Observation[];
  readonly facts: readonly Fact[];
  readonly issues: readonly Issue[];
  readonly memory: Memory;
}

/** A message in, and exactly what must come out. A text payload is given as is; binary as hexadecimal. */
export interface DialectExample {
  readonly name: string;
  readonly topic: string;
  readonly payload: string | { readonly hex: string };
  readonly isRetained?: boolean;
  /** Examples of a stateful dialect run in order when they share a session name. */
  readonly session?: string;
  readonly observations?: readonly (Pick<Observation, 'device' | 'channel' | 'value'> & Partial<Observation>)[];
  readonly facts?: readonly Partial<Fact>[];
  readonly issues?: readonly Issue['kind'][];
}

/**
 * A payload dialect: pure, total (no input makes it throw or stall), linear in the size of the payload.
 * `topics` are MQTT filters the ingestor subscribes to by default; `owns` decides among dialects whether a topic is this one's.
 * `memory` is carried from message to message by the caller; a stateless dialect uses null.
 */
export interface Dialect<Memory = unknown> {
  readonly id: string;
  readonly name: string;
  readonly topics: readonly string[];
  readonly owns: (topic: string) => boolean;
  readonly start: () => Memory;
  readonly decode: (message: Message, memory: Memory) => Decoded<Memory>;
  readonly examples: readonly DialectExample[];
}

export const defineDialect = <Memory>(dialect: Dialect<Memory>): Dialect<Memory> => dialect;
