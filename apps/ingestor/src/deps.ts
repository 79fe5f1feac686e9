import type { Instant } from '@wachter/core';
import type { Crypto, Store } from '@wachter/services';
import type { Channel } from '@wachter/services/ports/channel';
import type { Boundary } from './conveyor/store-sealed.ts';
import type { AnchorPlace } from './jobs/audit-anchor.ts';
import type { Retention } from './jobs/ingestor-jobs.ts';
import type { Logger } from './log.ts';
import type { BrokerLine, LineSettings } from './mqtt/connection.ts';
import type { BrokerAddress } from './mqtt/open-session.ts';
import type { Notifier } from './notify/notifier.ts';
import type { InWork } from './pipeline/in-work.ts';
import type { MemoryKeeper } from './pipeline/keep-memories.ts';

/** What an ingestor is made of. Clock, chance and network come in as arguments. */
export interface IngestorDeps {
  readonly store: Store;
  readonly broker: Omit<BrokerAddress, 'will'>;
  readonly log: Logger;
  /** Name of this process among those that want to lead. */
  readonly holder: string;
  readonly now: () => Instant;
  readonly monotonic: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  /** Topic filters; null = those of all dialects. */
  readonly filters: readonly string[] | null;
  readonly maxUnacked: number;
  readonly sparkplugHost: string | null;
  readonly inWork?: InWork;
  readonly memories?: MemoryKeeper;
  /** Tells people of alarms while this process leads. */
  readonly notifier?: Notifier;
  /** Ways to tell people, by id; drills that begin by themselves go by them. */
  readonly channels?: ReadonlyMap<string, Channel>;
  readonly retention?: Retention;
  readonly crypto: Pick<Crypto, 'sha256'>;
  /** Where heads of the audit trail are written down, beside the database; nowhere when left out. */
  readonly anchorPlaces?: readonly AnchorPlace[];
  readonly leaseTtlMs?: number;
  /** Another line to the broker, for tests. */
  readonly line?: (settings: LineSettings) => BrokerLine;
  /** See `ConveyorSettings.crossing`. */
  readonly crossing?: (boundary: Boundary) => void | Promise<void>;
  /** Called after every stored batch, for metrics. */
  readonly committed?: (batch: { readonly messages: number; readonly readings: number; readonly seconds: number }) => void;
}
