'use client';
import { useCallback, useState } from 'react';
import { acknowledge, reset, type WordOutcome } from './actions.ts';

/** What is known of a word on its way to the server. The state shown stays the server's until it answers. */
export type Sending =
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused'; readonly outcome: WordOutcome };

export interface Said {
  readonly alarmId: string;
  readonly activation: number;
}

/** Sends acknowledgements and resets. Nothing is shown as done before the server said so. */
export function useAcknowledge() {
  const [sending, setSending] = useState<ReadonlyMap<string, Sending>>(new Map());
  const mark = useCallback((ids: readonly string[], state: (id: string) => Sending | null) => {
    setSending((known) => {
      const next = new Map(known);
      for (const id of ids) {
        const made = state(id);
        if (made) next.set(id, made);
        else next.delete(id);
      }
      return next;
    });
  }, []);

  const send = useCallback(
    async (alarms: readonly Said[], ask: () => Promise<readonly WordOutcome[]>) => {
      const ids = alarms.map((alarm) => alarm.alarmId);
      mark(ids, () => ({ kind: 'sending' }));
      try {
        const outcomes = new Map((await ask()).map((outcome) => [outcome.alarmId, outcome]));
        mark(ids, (id) => {
          const outcome = outcomes.get(id);
          if (!outcome) return { kind: 'failed' };
          return outcome.kind === 'acknowledged' || outcome.kind === 'reset' ? null : { kind: 'refused', outcome };
        });
        return ids.every((id) => ['acknowledged', 'reset'].includes(outcomes.get(id)?.kind ?? ''));
      } catch {
        mark(ids, () => ({ kind: 'failed' }));
        return false;
      }
    },
    [mark],
  );

  return {
    sending,
    acknowledge: useCallback(
      (alarms: readonly Said[], comment: string) => send(alarms, () => acknowledge({ alarms, comment: comment.trim() || null })),
      [send],
    ),
    reset: useCallback((alarm: Said) => send([alarm], () => reset(alarm)), [send]),
    forget: useCallback((id: string) => mark([id], () => null), [mark]),
  };
}

export type Acknowledging = ReturnType<typeof useAcknowledge>;
