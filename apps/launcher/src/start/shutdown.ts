/** What must be undone when Wachter stops, the latest first. */
export interface Shutdown {
  /** Aborted as soon as a stop is asked for: whatever is still starting gives up. */
  readonly signal: AbortSignal;
  readonly add: (name: string, undo: () => Promise<void> | void) => void;
  /** Ends everything without asking: the answer to a second Ctrl-C, and to a stop that takes too long. */
  readonly addKill: (kill: () => void) => void;
  /** Runs what was added, once; further calls wait for the first. Names of what could not be undone. */
  readonly run: () => Promise<readonly string[]>;
  readonly kill: () => void;
}

export function createShutdown(): Shutdown {
  const controller = new AbortController();
  const undone: { readonly name: string; readonly undo: () => Promise<void> | void }[] = [];
  const kills: (() => void)[] = [];
  let running: Promise<readonly string[]> | null = null;
  const runAll = async () => {
    controller.abort();
    const failed: string[] = [];
    for (let last = undone.pop(); last; last = undone.pop()) {
      try {
        await last.undo();
      } catch {
        failed.push(last.name);
      }
    }
    return failed;
  };
  return {
    signal: controller.signal,
    add: (name, undo) => undone.push({ name, undo }),
    addKill: (kill) => kills.push(kill),
    run: () => {
      running ??= runAll();
      return running;
    },
    kill: () => {
      for (const kill of kills) kill();
    },
  };
}
