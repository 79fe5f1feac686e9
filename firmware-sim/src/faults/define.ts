import type { ZodType } from 'zod';
import type { Publication } from '../devices/firmware.ts';
import type { Random } from '../random/prng.ts';
import type { Value } from '../site/channel.ts';

export interface Words {
  readonly en: string;
  readonly nl: string;
}

/** What an active fault does to its device. Times are milliseconds since the fault began. Every hook is optional. */
export interface FaultHooks {
  /** Changes what a channel measures. */
  readonly sample?: (channel: string, value: Value, elapsedMs: number) => Value;
  /** Changes what leaves the device: nothing, the same, something else, or several. */
  readonly send?: (publication: Publication) => readonly Publication[];
  /** Adds to the device's clock, milliseconds. */
  readonly clock?: (elapsedMs: number) => number;
  /** The line is dead while this fault is active. */
  readonly isCut?: boolean;
  /** The device starts anew when the fault begins. */
  readonly isReboot?: boolean;
}

/** A kind of trouble that can be put on any device. `params` comes from a person: it is parsed by the fault's own schema. */
export interface Fault<Params> {
  readonly id: string;
  readonly description: Words;
  readonly params: ZodType<Params>;
  readonly begin: (params: Params, random: Random) => FaultHooks;
}

export const defineFault = <Params>(fault: Fault<Params>): Fault<Params> => fault;
