import type { Instant } from '@wachter/core';

/** Two clocks of a browser: one that never jumps and may sleep, one that may jump and never sleeps. Milliseconds. */
export interface BrowserClocks {
  readonly monotonic: () => number;
  readonly wall: () => number;
}

export interface ServerClock {
  readonly hear: (serverNow: Instant) => void;
  /** Milliseconds since the server was last heard; null before the first time. */
  readonly silentMs: () => number | null;
  /** The server's present, carried on since it was last heard; the wall clock's before the first time. */
  readonly now: () => Instant;
  readonly lastHeardAt: () => Instant | null;
}

/** Of two clocks that disagree the older view counts: after a laptop slept, ages must not look young. */
export function serverClock(clocks: BrowserClocks): ServerClock {
  let heard: { readonly serverNow: Instant; readonly monotonic: number; readonly wall: number } | null = null;
  const silentMs = () => (heard === null ? null : Math.max(0, clocks.monotonic() - heard.monotonic, clocks.wall() - heard.wall));
  return {
    hear: (serverNow) => {
      heard = { serverNow, monotonic: clocks.monotonic(), wall: clocks.wall() };
    },
    silentMs,
    now: () => (heard === null ? clocks.wall() : heard.serverNow + (silentMs() ?? 0)),
    lastHeardAt: () => heard?.serverNow ?? null,
  };
}
