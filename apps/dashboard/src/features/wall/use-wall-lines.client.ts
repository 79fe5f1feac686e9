'use client';
import type { Instant, StatusLine } from '@wachter/core';
import { useEffect, useState } from 'react';

export interface KnownLines {
  readonly at: Instant;
  readonly lines: readonly StatusLine[];
}

/** What `/api/wall-lines` answered, which is our own server. */
const linesIn = async (answer: Response): Promise<KnownLines> => (await answer.json()) as KnownLines;

const EVERY_MS = 2_000;

/** The lines as they came last. What the server does not answer grows old, and the screen says so. */
export function useWallLines(first: KnownLines, url: string): KnownLines {
  const [known, setKnown] = useState(first);
  useEffect(() => {
    const stop = new AbortController();
    let isAsking = false;
    const ask = async () => {
      if (isAsking) return;
      isAsking = true;
      try {
        const answer = await fetch(url, { cache: 'no-store', signal: stop.signal });
        if (answer.ok) setKnown(await linesIn(answer));
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
  }, [url]);
  return known;
}
