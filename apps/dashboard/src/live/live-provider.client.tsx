'use client';
import type { Instant } from '@wachter/core';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { follow } from './follow.ts';
import { createLiveStore, type LiveStore } from './live-state.ts';
import type { EventStream } from './stay-connected.ts';

const LiveContext = createContext<LiveStore | null>(null);

/** The live store of this page; only below `LiveProvider`. */
export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('useLiveStore is used outside LiveProvider');
  return store;
}

interface LiveProviderProps {
  /** The server's clock when the page was made. */
  readonly serverNow: Instant;
  readonly url?: string;
  readonly children: ReactNode;
}

/** One event stream for everything below it. */
export function LiveProvider({ serverNow, url = '/api/live', children }: LiveProviderProps) {
  const [store] = useState(() => createLiveStore(serverNow));
  useEffect(
    () =>
      follow({
        store,
        open: () => new EventSource(url) as EventStream,
        clocks: { monotonic: () => performance.now(), wall: () => Date.now() },
        everySecond,
        nextFrame,
        isSignedOut: async () => (await fetch('/api/session', { cache: 'no-store' })).status === 401,
      }),
    [store, url],
  );
  return <LiveContext value={store}>{children}</LiveContext>;
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1_000);
  return () => clearInterval(timer);
}

/** Before the next picture, and not more than eight times a second; a hidden page gets no pictures and is served by a timer. */
function nextFrame(draw: () => void): () => void {
  let frame = 0;
  const timer = setTimeout(() => {
    if (document.hidden) draw();
    else frame = requestAnimationFrame(draw);
  }, 120);
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}
