'use client';
import type { Trace } from '@wachter/core';
import { useEffect, useRef, useState } from 'react';
import type { TimeRange } from '../point/history-view.ts';
import { readRunTraces } from './actions.ts';

export type TraceState = { readonly kind: 'loading' | 'ready' | 'failed'; readonly traces: readonly Trace[] };

/** Readings of the range shown; the last ones stay on the screen while the next are fetched. An answer that came too late is dropped. */
export function useTraces(siteId: string, pointIds: readonly number[], { from, to }: TimeRange): TraceState {
  const [state, setState] = useState<TraceState>({ kind: 'loading', traces: [] });
  const asked = useRef(0);
  const ids = pointIds.join(' ');
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    setState((known) => ({ ...known, kind: 'loading' }));
    const question = { siteId, pointIds: ids.split(' ').filter(Boolean).map(Number), from, to };
    const failed = () => mine === asked.current && setState((known) => ({ ...known, kind: 'failed' }));
    readRunTraces(question).then((traces) => {
      if (mine !== asked.current) return;
      if (traces) setState({ kind: 'ready', traces });
      else failed();
    }, failed);
  }, [siteId, ids, from, to]);
  return state;
}
