/** Time that moves only when told to, for everything that asks the global timers of this thread. */
export interface VirtualClock {
  readonly now: () => number;
  /** Time jumps to `at`. A timer that came due fires once at the new time, however often it would have: as after a process was held up. */
  readonly jump: (at: number) => void;
  /** Resolves when nothing is left to do before time moves again. */
  readonly settled: () => Promise<void>;
  /** Gives the thread its own timers back. */
  readonly uninstall: () => void;
}

interface Timer {
  readonly run: () => void;
  readonly everyMs: number | null;
  dueAt: number;
}

/** The real ones, taken before anybody replaces them. */
const real = { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate };

export function installVirtualClock(startAt: number): VirtualClock {
  let now = startAt;
  let immediates = 0;
  const timers = new Map<object, Timer>();

  const add = (run: () => void, ms: number, everyMs: number | null): object => {
    const handle = { unref: () => handle, ref: () => handle, hasRef: () => true };
    timers.set(handle, { run, everyMs, dueAt: now + Math.max(1, ms) });
    return handle;
  };
  const drop = (handle: unknown) => {
    if (typeof handle === 'object' && handle !== null) timers.delete(handle);
  };
  const counted = (run: () => void) => {
    immediates += 1;
    return real.setImmediate(() => {
      immediates -= 1;
      run();
    });
  };
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) => add(run, ms, null),
    setInterval: (run: () => void, ms = 0) => add(run, ms, Math.max(1, ms)),
    clearTimeout: drop,
    clearInterval: drop,
    setImmediate: counted,
  });

  return {
    now: () => now,
    jump: (at) => {
      now = Math.max(now, at);
      const due = [...timers].filter(([, timer]) => timer.dueAt <= now).sort(([, a], [, b]) => a.dueAt - b.dueAt);
      for (const [handle, timer] of due) {
        if (!timers.has(handle)) continue;
        if (timer.everyMs === null) timers.delete(handle);
        else timer.dueAt += Math.ceil((now - timer.dueAt + 1) / timer.everyMs) * timer.everyMs;
        timer.run();
      }
    },
    settled: async () => {
      do await new Promise<void>((resolve) => real.setImmediate(resolve));
      while (immediates > 0);
    },
    uninstall: () => void Object.assign(globalThis, real),
  };
}
