import type { Instant } from '@wachter/core';
import { FencedOutError, type IngestStore } from '@wachter/services';
import type { Counts } from '../counts.ts';
import type { Logger } from '../log.ts';
import type { Delivery, Epoch } from '../mqtt/delivery.ts';
import { emptyBatch, isEmpty, saysNothing } from '../pipeline/batch.ts';
import { carefree, type InWork } from '../pipeline/in-work.ts';
import { putAway } from '../pipeline/quarantine.ts';
import { type Sealed, seal, withoutAlarms } from '../pipeline/seal.ts';
import { takeMessage } from '../pipeline/take-message.ts';
import type { World } from '../pipeline/world.ts';
import { createIntake, isTick } from './intake.ts';
import { createPatience } from './patience.ts';
import { type Boundary, isRetryable, type Stored, storeSealed } from './store-sealed.ts';
import { createSuspects } from './suspects.ts';

/** Bounds of one transaction: a few megabytes of columns, well under a second of work. */
const MOST_ROWS = 20_000;

export interface ConveyorSettings {
  readonly store: IngestStore;
  readonly log: Logger;
  readonly counts: Counts;
  readonly maxUnacked: number;
  readonly maxBytes: number;
  /** The world as storage has it. Called at takeover, and when a batch had to be given up. */
  readonly load: () => Promise<World>;
  readonly tick: (world: World, now: Instant) => void;
  /** Everything in `sealed` is stored: acknowledge it. */
  readonly stored: (sealed: Sealed, outcome: Stored) => void;
  /** Room again after the bound was reached. */
  readonly relieved: () => void;
  readonly fencedOut: () => void;
  /** Knows messages that kill the process; none without it. */
  readonly inWork?: InWork;
  readonly monotonic: () => number;
  /** Test hook: called at each boundary. A promise that never ends stands for the death of the process. */
  readonly crossing?: (boundary: Boundary) => void | Promise<void>;
}

/**
 * Carries messages from the broker into storage. While one batch is being committed the next is filled; a single message goes at once. One
 * transaction is in flight at a time, so acknowledgements keep the order of arrival. Nothing leaves the count of un-acknowledged
 * messages before its batch is stored.
 */
export interface Conveyor {
  readonly offer: (delivery: Delivery) => void;
  readonly hasRoom: () => boolean;
  readonly tick: (now: Instant) => void;
  /** Leads with this fence: loads the world anew and takes what waits again from its bytes. */
  readonly begin: (fence: bigint) => Promise<void>;
  /** Somebody else leads: forget everything, the broker will hand it to them. */
  readonly abandon: () => void;
  readonly suspend: () => void;
  readonly resume: () => void;
  /** Runs `work` between two batches, with everything taken so far stored. */
  readonly between: (work: (world: World) => Promise<void>) => Promise<void>;
  /** Adds to the present batch, now: for facts that do not come from messages. */
  readonly now: (work: (world: World) => void) => void;
  readonly reconnected: (epoch: Epoch, isSessionPresent: boolean) => void;
  /** Stores what was taken and takes no more; resolves when nothing is in flight. */
  readonly drain: () => Promise<void>;
  /** `oldestAt`: arrival of the oldest message not stored yet; null when there is none. */
  readonly unacked: () => { readonly messages: number; readonly bytes: number; readonly oldestAt: Instant | null };
  readonly world: () => World | null;
}

export function createConveyor(settings: ConveyorSettings): Conveyor {
  const { log, counts, inWork = carefree } = settings;
  const intake = createIntake({ messages: settings.maxUnacked, bytes: settings.maxBytes });
  const suspects = createSuspects(log);
  const patience = createPatience();
  let world: World | null = null;
  let fence: bigint | null = null;
  /** Grows when everything is begun again or given up: work of an earlier generation has no say any more. */
  let generation = 0;
  let holds = 0;
  let isDoubtful = false;
  let isScheduled = false;
  let inFlight: Sealed | null = null;
  let idlers: (() => void)[] = [];

  const hasSpace = ({ batch }: World): boolean =>
    batch.rows.length < MOST_ROWS && batch.deliveries.length < suspects.mostMessages();

  const pump = () => {
    if (!world || holds > 0 || isDoubtful || (suspects.areSought() && inFlight)) return;
    while (hasSpace(world)) {
      const item = intake.next();
      if (!item) break;
      if (isTick(item)) settings.tick(world, item.tickAt);
      else take(world, item);
    }
    schedule();
  };

  const take = (present: World, delivery: Delivery) => {
    const blame = suspects.blameOf(delivery);
    if (blame !== null) putAway(present, delivery, { kind: 'storage-refused', detail: blame });
    else if (inWork.isDeadly(delivery)) {
      putAway(present, delivery, { kind: 'killed-the-process', detail: 'The process died twice while it decoded this message' });
    } else inWork.during(delivery, () => takeMessage(present, delivery));
  };

  // Messages that came in one piece of the stream go together; nothing waits longer than that.
  const schedule = () => {
    if (isScheduled || inFlight || !world || isDoubtful || isEmpty(world.batch)) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
    });
  };

  const flush = () => {
    if (inFlight || !world || isDoubtful) return;
    if (isEmpty(world.batch)) return settleIdle();
    const sealed = seal(world);
    world.batch = emptyBatch();
    if (saysNothing(sealed.batch)) return finish(sealed, { version: 0, stored: 0, seconds: 0 });
    inFlight = sealed;
    void carry(sealed, generation);
  };

  const settleIdle = () => {
    const waiting = idlers;
    idlers = [];
    for (const go of waiting) go();
  };

  /** Tries until the batch is stored, storage refuses it for good, or everything has begun again. */
  const carry = async (sealed: Sealed, mine: number) => {
    const wait = patience.begin();
    while (mine === generation && fence !== null) {
      try {
        const outcome = await storeSealed(sealed, { ...settings, fence, world: () => world });
        if (mine === generation) finish(sealed, outcome);
        return;
      } catch (error) {
        if (mine !== generation) return;
        counts.commitFailures += 1;
        if (error instanceof FencedOutError) {
          log.warn('storage refused our fence');
          isDoubtful = true;
          return settings.fencedOut();
        }
        if (!isRetryable(error)) return void refuse(sealed, error);
        if (wait.isFirst())
          log.warn({ error: String(error) }, 'a batch could not be stored: nothing is acknowledged until it is');
        await wait.longer();
      }
    }
  };

  const finish = (sealed: Sealed, outcome: Stored) => {
    inFlight = null;
    counts.commits += 1;
    counts.stored += outcome.stored;
    for (const delivery of sealed.batch.deliveries) {
      intake.release(delivery);
      suspects.forget(delivery);
    }
    if (intake.isEmpty()) suspects.relax();
    settings.stored(sealed, outcome);
    void settings.crossing?.('after-acknowledge');
    pump();
    flush();
    if (intake.hasRoom()) settings.relieved();
  };

  /** Storage refuses the data of a batch: halve it until what is to blame stands alone. A message is put away by its bytes. */
  const refuse = async (sealed: Sealed, error: unknown) => {
    const { batch } = sealed;
    if (batch.deliveries.length <= 1 && batch.alarms.length > 0 && !batch.isWithoutAlarms) {
      log.error({ alarms: batch.alarms, error: String(error) }, 'storage may refuse alarms: storing the readings without them');
      counts.refusedAlarms += batch.alarms.length;
      return void carry(withoutAlarms(sealed), generation);
    }
    suspects.accuse(batch.deliveries, error);
    if (batch.deliveries.length === 0) await patience.begin().longer();
    await again();
  };

  /** Everything that came and is not stored, in order; then the world as storage has it. */
  const again = async () => {
    const mine = ++generation;
    intake.putBack([...(inFlight?.batch.deliveries ?? []), ...(world?.batch.deliveries ?? [])]);
    world = null;
    inFlight = null;
    counts.reloads += 1;
    const wait = patience.begin();
    while (mine === generation) {
      try {
        const loaded = await settings.load();
        if (mine !== generation) return;
        world = loaded;
        isDoubtful = false;
        settleIdle();
        return pump();
      } catch (error) {
        if (wait.isFirst()) log.warn({ error: String(error) }, 'the state could not be loaded from storage: trying again');
        await wait.longer();
      }
    }
  };

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      if (!world || (!inFlight && isEmpty(world.batch))) return resolve();
      idlers.push(resolve);
      schedule();
    });

  const forgetAll = () => {
    generation += 1;
    fence = null;
    world = null;
    inFlight = null;
    isDoubtful = false;
    intake.clear();
    suspects.clear();
    patience.end();
    settleIdle();
  };

  const between = async (work: (present: World) => Promise<void>) => {
    holds += 1;
    const mine = generation;
    try {
      await idle();
      if (world && mine === generation) await work(world);
    } finally {
      holds -= 1;
      pump();
    }
  };

  return {
    offer: (delivery) => {
      intake.push(delivery);
      pump();
    },
    hasRoom: intake.hasRoom,
    tick: (now) => {
      if (!world) return;
      intake.pushTick(now);
      pump();
    },
    begin: (by) => {
      fence = by;
      patience.end();
      return again();
    },
    abandon: forgetAll,
    suspend: () => {
      isDoubtful = true;
    },
    resume: () => {
      isDoubtful = false;
      pump();
      flush();
    },
    between,
    now: (work) => {
      if (!world) return;
      work(world);
      schedule();
    },
    reconnected: (epoch, isSessionPresent) => {
      if (isSessionPresent) intake.dropRedelivered(epoch);
    },
    drain: async () => {
      holds += 1;
      await idle();
    },
    unacked: () => {
      const oldest = inFlight?.batch.deliveries[0] ?? world?.batch.deliveries[0];
      return { ...intake.size(), oldestAt: oldest?.receivedAt ?? intake.oldestAt() };
    },
    world: () => world,
  };
}
