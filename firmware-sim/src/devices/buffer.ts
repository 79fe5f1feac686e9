/** One message that waits until it is known to be stored. `bytes` never change once written. */
export interface Entry {
  readonly seq: number;
  readonly topic: string;
  readonly bytes: Uint8Array;
  /** How many lost messages this one reports. */
  readonly lost: number;
}

/** The ring buffer of a native device. Numbers are contiguous from `lowest` to `highest`; empty when lowest = highest + 1. */
export interface Buffer {
  readonly lowest: () => number;
  readonly highest: () => number;
  readonly size: () => number;
  readonly dropped: () => number;
  readonly get: (seq: number) => Entry | undefined;
  /** Appends the next number. When full the oldest goes first, and this message says how many went unreported so far. */
  readonly add: (write: (position: { readonly seq: number; readonly lost: number }) => Pick<Entry, 'topic' | 'bytes'>) => Entry;
  /** Forgets everything up to and including `seq`; numbers never given out are refused (false). */
  readonly acknowledge: (seq: number) => boolean;
}

export function createBuffer(capacity: number): Buffer {
  const entries = new Map<number, Entry>();
  let lowest = 1;
  let next = 1;
  let unreported = 0;
  let dropped = 0;
  const dropOldest = () => {
    const oldest = entries.get(lowest);
    entries.delete(lowest);
    lowest += 1;
    dropped += 1;
    unreported += 1 + (oldest?.lost ?? 0);
  };
  return {
    lowest: () => lowest,
    highest: () => next - 1,
    size: () => entries.size,
    dropped: () => dropped,
    get: (seq) => entries.get(seq),
    add: (write) => {
      while (entries.size >= capacity) dropOldest();
      const position = { seq: next, lost: unreported };
      const entry = { ...position, ...write(position) };
      entries.set(next, entry);
      next += 1;
      unreported = 0;
      return entry;
    },
    acknowledge: (seq) => {
      if (seq >= next) return false;
      while (lowest <= seq) {
        entries.delete(lowest);
        lowest += 1;
      }
      return true;
    },
  };
}
