import type { Instant } from '@wachter/core';
import { FencedOutError, type IngestBatch, type IngestStore } from '@wachter/services';
import type { Counts } from './counts.ts';
import type { Logger } from './log.ts';
import type { Delivery, Epoch } from './mqtt/delivery.ts';
import { adopt } from './pipeline/apply-directory.ts';
import { emptyBatch, isEmpty, saysNothing } from './pipeline/batch.ts';
import { quarantine } from './pipeline/quarantine.ts';
import { type Sealed, seal } from './pipeline/seal.ts';
import { takeMessage } from './pipeline/take-message.ts';
import type { World } from './pipeline/world.ts';

/** Bounds of one transaction: a few megabytes of columns, well under a second of work. */
const MOST_ROWS = 20_000;
const MOST_MESSAGES = 10_000;
const RETRY_FIRST_MS = 100;
const RETRY_MOST_MS = 2_000;

/** Steps between which a process may die. */
export type Boundary = 'before-register' | 'before-commit' | 'after-commit' | 'after-acknowledge';

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
  readonly stored: (
    sealed: Sealed,
    outcome: { readonly version: number; readonly stored: number; readonly seconds: number },
  ) => void;
  /** Room again after the bound was reached. */
  readonly relieved: () => void;
  readonly fencedOut: () => void;
  readonly monotonic: () => number;
  /** Test hook: called with the name of each boundary crossed. A promise that never ends stands for the death of the process. */
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

type Item = Delivery | { readonly tickAt: Instant };
const isTick = (item: Item): item is { readonly tickAt: Instant } => 'tickAt' in item;

/** Bytes a held message costs beside its payload, roughly. */
const OVERHEAD_BYTES = 300;
const weightOf = ({ payload, topic }: Delivery): number => payload.length + topic.length + OVERHEAD_BYTES;

export function createConveyor(settings: ConveyorSettings): Conveyor {
  const { store, log, counts } = settings;
  let world: World | null = null;
  let fence: bigint | null = null;
  /** Grows when everything is begun again or given up: work of an earlier generation has no say any more. */
  let generation = 0;
  let queue: Item[] = [];
  let head = 0;
  let holds = 0;
  let isDoubtful = false;
  let isScheduled = false;
  let inFlight: Sealed | null = null;
  let unackedMessages = 0;
  let unackedBytes = 0;
  /** While a batch that storage refuses is being taken apart: the most messages of one batch. */
  let isolation: number | null = null;
  const poisoned = new Map<Delivery, string>();
  let idlers: (() => void)[] = [];
  let wake: () => void = () => undefined;

  const hasSpace = ({ batch }: World): boolean =>
    batch.rows.length < MOST_ROWS && batch.deliveries.length < Math.min(MOST_MESSAGES, isolation ?? MOST_MESSAGES);

  const pump = () => {
    if (!world || holds > 0 || isDoubtful || (isolation !== null && inFlight)) return;
    while (head < queue.length && hasSpace(world)) {
      const item = queue[head++];
      if (!item) continue;
      if (isTick(item)) settings.tick(world, item.tickAt);
      else if (poisoned.has(item)) putAway(world, item);
      else takeMessage(world, item);
    }
    if (head === queue.length || head > 5_000) {
      queue = queue.slice(head);
      head = 0;
    }
    schedule();
  };

  const putAway = (present: World, delivery: Delivery) => {
    present.batch.deliveries.push(delivery);
    quarantine(present, delivery, { kind: 'storage-refused', detail: poisoned.get(delivery) ?? '', device: null });
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
    const sealed = seal(world.batch);
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

  const carry = async (sealed: Sealed, mine: number) => {
    let waitMs = RETRY_FIRST_MS;
    while (mine === generation && fence !== null) {
      try {
        const began = settings.monotonic();
        await settings.crossing?.('before-register');
        await register(sealed, fence);
        await settings.crossing?.('before-commit');
        const outcome = await store.commit(sealed.rows(fence));
        await settings.crossing?.('after-commit');
        if (mine === generation) finish(sealed, { ...outcome, seconds: (settings.monotonic() - began) / 1000 });
        return;
      } catch (error) {
        if (mine !== generation) return;
        counts.commitFailures += 1;
        if (error instanceof FencedOutError) {
          log.warn('storage refused our fence');
          isDoubtful = true;
          return settings.fencedOut();
        }
        if (!isRetryable(error)) return void takeApart(sealed, error);
        if (waitMs === RETRY_FIRST_MS)
          log.warn({ error: String(error) }, 'a batch could not be stored: nothing is acknowledged until it is');
        await sleep(waitMs);
        waitMs = Math.min(RETRY_MOST_MS, waitMs * 2);
      }
    }
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Gives new devices and points their rows and keys. Idempotent: a retry finds them there. */
  const register = async ({ batch }: Sealed, by: bigint) => {
    if (batch.newDevices.length === 0 && batch.newPoints.length === 0) return;
    const points = await store.register(
      by,
      batch.newDevices,
      batch.newPoints.map(({ row }) => row),
    );
    for (const [index, point] of points.entries()) {
      const entry = batch.newPoints[index]?.entry;
      if (!entry || entry.point.id !== 0) continue;
      adopt(entry, point, entry.device);
      world?.points.set(point.id, entry);
    }
    for (const { id } of batch.newDevices) {
      const device = world?.devices.get(id);
      if (device) device.isRegistered = true;
    }
  };

  const finish = (sealed: Sealed, outcome: Parameters<ConveyorSettings['stored']>[1]) => {
    inFlight = null;
    counts.commits += 1;
    counts.stored += outcome.stored;
    for (const delivery of sealed.batch.deliveries) forget(delivery);
    if (isolation !== null && head === queue.length) isolation = null;
    settings.stored(sealed, outcome);
    pump();
    flush();
    if (unackedMessages < settings.maxUnacked) settings.relieved();
  };

  const forget = (delivery: Delivery) => {
    unackedMessages -= 1;
    unackedBytes -= weightOf(delivery);
    poisoned.delete(delivery);
  };

  /** Storage refuses the data of a batch: halve it until the message that is to blame stands alone, and put that away. */
  const takeApart = async ({ batch }: Sealed, error: unknown) => {
    const { deliveries } = batch;
    const reason = error instanceof Error ? error.message : String(error);
    log.error(
      { messages: deliveries.length, error: reason },
      'storage refuses a batch for its data: looking for the message to blame',
    );
    const [only] = deliveries;
    if (deliveries.length === 1 && only) {
      poisoned.set(only, `Storage refuses this message: ${reason}`);
      isolation = null;
    } else isolation = Math.max(1, Math.floor(deliveries.length / 2));
    if (deliveries.length === 0 || (only && deliveries.length === 1 && poisoned.size > 100)) await sleep(1_000);
    await again();
  };

  /** Everything that came and is not stored, in order; then the world as storage has it. */
  const again = async () => {
    const mine = ++generation;
    const rest = [...(inFlight?.batch.deliveries ?? []), ...(world?.batch.deliveries ?? []), ...queue.slice(head)];
    world = null;
    inFlight = null;
    queue = rest.filter((item) => !isTick(item));
    head = 0;
    counts.reloads += 1;
    let waitMs = RETRY_FIRST_MS;
    while (mine === generation) {
      try {
        const loaded = await settings.load();
        if (mine !== generation) return;
        world = loaded;
        isDoubtful = false;
        settleIdle();
        return pump();
      } catch (error) {
        if (waitMs === RETRY_FIRST_MS)
          log.warn({ error: String(error) }, 'the state could not be loaded from storage: trying again');
        await sleep(waitMs);
        waitMs = Math.min(RETRY_MOST_MS, waitMs * 2);
      }
    }
  };

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      if (!world || (!inFlight && isEmpty(world.batch))) return resolve();
      idlers.push(resolve);
      schedule();
    });

  const oldestAt = (): Instant | null => {
    const first = inFlight?.batch.deliveries[0] ?? world?.batch.deliveries[0] ?? queue[head];
    return first && !isTick(first) ? first.receivedAt : null;
  };

  return {
    offer: (delivery) => {
      queue.push(delivery);
      unackedMessages += 1;
      unackedBytes += weightOf(delivery);
      pump();
    },
    hasRoom: () => unackedMessages < settings.maxUnacked && unackedBytes < settings.maxBytes,
    tick: (now) => {
      if (!world) return;
      const last = queue[queue.length - 1];
      if (last && head < queue.length && isTick(last)) queue[queue.length - 1] = { tickAt: now };
      else queue.push({ tickAt: now });
      pump();
    },
    begin: (by) => {
      fence = by;
      wake();
      return again();
    },
    abandon: () => {
      generation += 1;
      fence = null;
      world = null;
      inFlight = null;
      queue = [];
      head = 0;
      unackedMessages = 0;
      unackedBytes = 0;
      isolation = null;
      isDoubtful = false;
      poisoned.clear();
      wake();
      settleIdle();
    },
    suspend: () => {
      isDoubtful = true;
    },
    resume: () => {
      isDoubtful = false;
      pump();
      flush();
    },
    between: async (work) => {
      holds += 1;
      const mine = generation;
      try {
        await idle();
        if (world && mine === generation) await work(world);
      } finally {
        holds -= 1;
        pump();
      }
    },
    now: (work) => {
      if (!world) return;
      work(world);
      schedule();
    },
    reconnected: (epoch, isSessionPresent) => {
      if (!isSessionPresent) return;
      const rest = queue.slice(head);
      const stale = rest.filter((item): item is Delivery => !isTick(item) && item.messageId !== null && item.epoch !== epoch);
      for (const delivery of stale) forget(delivery);
      const gone = new Set<Item>(stale);
      queue = rest.filter((item) => !gone.has(item));
      head = 0;
    },
    drain: async () => {
      holds += 1;
      await idle();
    },
    unacked: () => ({ messages: unackedMessages, bytes: unackedBytes, oldestAt: oldestAt() }),
    world: () => world,
  };
}

/** Storage errors say themselves whether trying again may help; an error of ours does not. */
const isRetryable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === true;
