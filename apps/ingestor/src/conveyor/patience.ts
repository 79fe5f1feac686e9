const FIRST_MS = 100;
const MOST_MS = 2_000;

/** Waits that grow from a tenth of a second to two, and that can be cut short all at once. */
export interface Patience {
  readonly begin: () => { readonly isFirst: () => boolean; readonly longer: () => Promise<void> };
  /** Wakes everybody who waits. */
  readonly end: () => void;
}

export function createPatience(): Patience {
  const sleepers = new Set<() => void>();
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  return {
    begin: () => {
      let waitMs = FIRST_MS;
      return {
        isFirst: () => waitMs === FIRST_MS,
        longer: async () => {
          await sleep(waitMs);
          waitMs = Math.min(MOST_MS, waitMs * 2);
        },
      };
    },
    end: () => {
      for (const wake of [...sleepers]) wake();
    },
  };
}
