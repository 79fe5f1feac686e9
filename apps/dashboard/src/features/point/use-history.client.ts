'use client';
import { useEffect, useRef, useState } from 'react';
import { type History, readHistory } from './actions.ts';
import type { TimeRange } from './history-view.ts';

export type HistoryState = { readonly kind: 'loading' | 'ready' | 'failed'; readonly history: History | null };

/** The history of the range shown; the last one stays on the screen while the next is fetched. An answer that came too late is dropped. */
export function useHistory(pointId: number, range: TimeRange, count: number): HistoryState {
  const [state, setState] = useState<HistoryState>({ kind: 'loading', history: null });
  const asked = useRef(0);
  const { from, to } = range;
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    setState((known) => ({ ...known, kind: 'loading' }));
    readHistory({ pointId, from, to, count }).then(
      (history) =>
        mine === asked.current &&
        setState((known) => (history ? { kind: 'ready', history } : { kind: 'failed', history: known.history })),
      () => mine === asked.current && setState((known) => ({ kind: 'failed', history: known.history })),
    );
  }, [pointId, from, to, count]);
  return state;
}
