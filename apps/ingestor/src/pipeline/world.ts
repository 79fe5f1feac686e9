import type { Instant, RuleProblem } from '@wachter/core';
import type { Dialect } from '@wachter/dialects';
import type { Counts } from '../counts.ts';
import type { Floods } from '../engine/floods.ts';
import type { Post } from '../engine/guard.ts';
import type { Need, Unstarted } from '../engine/problems.ts';
import type { Withheld } from '../engine/withheld-by.ts';
import type { HeatMemory } from '../jobs/heat-memory.ts';
import type { ArrivalMemory } from './arrival-memory.ts';
import type { Batch, LateRange } from './batch.ts';
import type { Ears } from './ears.ts';
import type { DeviceEntry, PointEntry, SiteEntry } from './entries.ts';
import type { Inbox } from './inbox.ts';

/** Finds the dialect that owns a topic, the site's own mappings among them. */
export type DialectFor = (topic: string, mappings: readonly Dialect[]) => Dialect | null;

/**
 * Everything the pipeline keeps between messages. One thread changes it in place. It is always ahead of storage by the batches
 * not yet committed: when a batch is given up, the world is thrown away and loaded again.
 */
export interface World {
  readonly devices: Map<string, DeviceEntry>;
  readonly points: Map<number, PointEntry>;
  readonly sites: Map<string, SiteEntry>;
  /** Dialects made from the mappings that people gave to devices. */
  mappings: readonly Dialect[];
  /** Memory of each stateful dialect, by id. */
  readonly memories: Map<string, unknown>;
  /** Derived points whose inputs have moved since they were last computed. */
  readonly toDerive: Map<PointEntry, 'live' | 'late'>;
  /** Rules at work, by rule id. */
  readonly posts: Map<string, Post>;
  /** What people do not want to be told of, and what each rule hangs on. */
  withheld: Withheld;
  /** Alarm floods of the sites. */
  readonly floods: Floods;
  /** Rules that could not be started, by rule id. */
  readonly unstarted: Map<string, Unstarted>;
  /** What rules need of other points. */
  needs: readonly Need[];
  /** Rules that cannot do their work, as last written, by rule id; null before the first list. */
  problems: ReadonlyMap<string, RuleProblem> | null;
  /** Late readings that wait to be looked over, by point id, those of the present batch left out. */
  readonly lateWaiting: () => ReadonlyMap<number, LateRange>;
  /** Them all, as last written. */
  lateWritten: string;
  readonly arrivals: ArrivalMemory;
  readonly inbox: Inbox;
  readonly ears: Ears;
  /** Rooms whose minutes are counted, and what the job that learns them says. */
  readonly heat: HeatMemory;
  readonly counts: Counts;
  readonly newId: () => string;
  readonly dialectFor: DialectFor;
  /** Asks a Sparkplug node to introduce itself again; does nothing where the configuration forbids publishing. */
  readonly askRebirth: (topic: string, now: Instant) => void;
  /** The batch being filled. */
  batch: Batch;
}
