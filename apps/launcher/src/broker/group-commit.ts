import type { ClassicLevel } from 'classic-level';

type Level = ClassicLevel<string, Buffer>;
interface Range {
  readonly gte: string;
  readonly lt: string;
}
interface Write {
  readonly key: string;
  /** Null = delete. */
  readonly value: Buffer | null;
}

/** What aedes' storage uses of a LevelDB. Writes resolve in the order they were asked for; reads see writes that are still under way. */
export interface GroupCommit {
  readonly get: (key: string) => Promise<Buffer | undefined>;
  readonly put: (key: string, value: Buffer) => Promise<void>;
  readonly del: (key: string) => Promise<void>;
  readonly batch: {
    (operations: readonly { readonly type: 'put' | 'del'; readonly key: string; readonly value?: Buffer }[]): Promise<void>;
    (): { del: (key: string) => unknown; write: () => Promise<void> };
  };
  readonly clear: (range: Range) => Promise<void>;
  readonly values: (range: Range) => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

/**
 * Gathers all writes that arrive while one is on its way to the disk into the next: one write for many messages, in order. `isSynced`
 * waits for the disk itself, so that a power failure loses nothing either. A failed write fails everything in its group.
 */
export function createGroupCommit(db: Level, isSynced: boolean): GroupCommit {
  let waiting: { readonly writes: Write[]; readonly done: (error: unknown) => void }[] = [];
  const newest = new Map<string, { readonly value: Buffer | null; readonly writer: number }>();
  let counter = 0;
  let running: Promise<void> | null = null;

  const flush = async () => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const upTo = counter;
      const failure = await writeGroup(
        db,
        group.flatMap((one) => one.writes),
        isSynced,
      );
      for (const one of group) {
        for (const { key } of one.writes) if ((newest.get(key)?.writer ?? 0) <= upTo) newest.delete(key);
        one.done(failure);
      }
    }
    running = null;
  };

  const write = (writes: Write[]): Promise<void> => {
    if (writes.length === 0) return Promise.resolve();
    counter += 1;
    for (const { key, value } of writes) newest.set(key, { value, writer: counter });
    return new Promise((resolve, reject) => {
      waiting.push({ writes, done: (error) => (error ? reject(error) : resolve()) });
      // Everything asked for in this turn of the event loop goes together.
      running ??= new Promise<void>((begin) => setImmediate(begin)).then(flush);
    });
  };

  const settled = async () => {
    while (running) await running;
  };

  return {
    get: async (key) => {
      const pending = newest.get(key);
      // Synchronous on purpose: an answer that comes later for some keys than for others would change the order of messages.
      return pending ? (pending.value ?? undefined) : db.getSync(key, { valueEncoding: 'buffer' });
    },
    put: (key, value) => write([{ key, value }]),
    del: (key) => write([{ key, value: null }]),
    batch: batchOf(write),
    clear: async (range) => {
      await settled();
      await db.clear(range);
    },
    values: async function* values(range) {
      await settled();
      yield* db.values({ ...range, valueEncoding: 'buffer' });
    },
    close: async () => {
      await settled();
      await db.close();
    },
  };
}

async function writeGroup(db: Level, writes: readonly Write[], isSynced: boolean): Promise<unknown> {
  try {
    const operations = writes.map(({ key, value }) =>
      value === null ? { type: 'del' as const, key } : { type: 'put' as const, key, value },
    );
    await db.batch(operations, { valueEncoding: 'buffer', sync: isSynced });
    return null;
  } catch (error) {
    return error;
  }
}

function batchOf(write: (writes: Write[]) => Promise<void>): GroupCommit['batch'] {
  function batch(operations?: readonly { readonly key: string; readonly value?: Buffer }[]): unknown {
    if (operations) return write(operations.map(({ key, value }) => ({ key, value: value ?? null })));
    const chained: Write[] = [];
    return { del: (key: string) => chained.push({ key, value: null }), write: () => write(chained) };
  }
  return batch as GroupCommit['batch'];
}
