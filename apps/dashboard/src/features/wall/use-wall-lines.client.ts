'use client';
import type { Instant, StatusLine } from '@wachter/core';
import { useEffect, useState } from 'react';
import { useLiveStore } from '../../live/live-provider.client.tsx';

/** `heardAt`: by the clock that the screen goes by, whatever clock answered. */
export interface KnownLines {
  readonly heardAt: Instant;
  readonly lines: readonly StatusLine[];
}

/** What `/api/wall-lines` answered, which is our own server. */
const linesIn = async (answer: Response) => (await answer.json()) as Pick<KnownLines, 'lines'>;

const EVERY_MS = 2_000;

/** The lines as they came last. What the server does not answer grows old, and the screen says so. */
export function useWallLines(first: KnownLines['lines'], url: string): KnownLines {
  const store = useLiveStore();
  const [known, setKnown] = useState<KnownLines>({ heardAt: store.getState().serverNow, lines: first });
  useEffect(() => {
    const stop = new AbortController();
    let isAsking = false;
    const ask = async () => {
      if (isAsking) return;
      isAsking = true;
      try {
        const answer = await fetch(url, { cache: 'no-store', signal: stop.signal });
        if (answer.ok) setKnown({ ...(await linesIn(answer)), heardAt: store.getState().serverNow });
      } catch {
        // Not answered: the lines grow old.
      } finally {
        isAsking = false;
      }
    };
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [url, store]);
  return known;
}
