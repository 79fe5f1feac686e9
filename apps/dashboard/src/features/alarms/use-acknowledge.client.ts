'use client';
import { useMemo, useState } from 'react';
import { reset } from './actions.ts';
import { isUnanswered, sendAcknowledge } from './send-words.client.ts';
import type { Said, WordOutcome } from './word-outcome.ts';

/** What is known of a word on its way to the server. The state shown stays the server's until it answers. */
export type Sending =
  | { readonly kind: 'sending' | 'failed' | 'unanswered' }
  | { readonly kind: 'refused'; readonly outcome: WordOutcome };

/** What people do with words about alarms; the same object for as long as the page is open. */
export interface AlarmActs {
  readonly acknowledge: (alarms: readonly Said[], comment: string) => Promise<boolean>;
  readonly reset: (alarm: Said) => Promise<boolean>;
  /** Opens the confirming step, or carries on what was written there. */
  readonly write: (alarmId: string, comment?: string) => void;
  readonly cancel: (alarmId: string) => void;
}

export interface Acknowledging {
  readonly sending: ReadonlyMap<string, Sending>;
  /** Comments that are being written, by alarm: an alarm that is here waits for its confirming press. */
  readonly drafts: ReadonlyMap<string, string>;
  readonly acts: AlarmActs;
}

const isDone = (outcome: WordOutcome | undefined): boolean => outcome?.kind === 'acknowledged' || outcome?.kind === 'reset';

/** `known` with some keys set or, where `of` gives null, taken out. */
function changed<T>(known: ReadonlyMap<string, T>, ids: readonly string[], of: (id: string) => T | null): ReadonlyMap<string, T> {
  const next = new Map(known);
  for (const id of ids) {
    const value = of(id);
    if (value === null) next.delete(id);
    else next.set(id, value);
  }
  return next;
}

/** Sends acknowledgements and resets. Nothing is shown as done before the server said so, and what was written stays until then. */
export function useAcknowledge(): Acknowledging {
  const [sending, setSending] = useState<ReadonlyMap<string, Sending>>(new Map());
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());
  const acts = useMemo<AlarmActs>(() => {
    const mark = (ids: readonly string[], of: (id: string) => Sending | null) => setSending((known) => changed(known, ids, of));
    const send = async (alarms: readonly Said[], ask: () => Promise<readonly WordOutcome[]>): Promise<boolean> => {
      const ids = alarms.map((alarm) => alarm.alarmId);
      mark(ids, () => ({ kind: 'sending' }));
      try {
        const outcomes = new Map((await ask()).map((outcome) => [outcome.alarmId, outcome]));
        mark(ids, (id) => {
          const outcome = outcomes.get(id);
          if (isDone(outcome)) return null;
          return outcome ? { kind: 'refused', outcome } : { kind: 'failed' };
        });
        const done = ids.filter((id) => isDone(outcomes.get(id)));
        setDrafts((known) => changed(known, done, () => null));
        return done.length === ids.length;
      } catch (error) {
        mark(ids, () => ({ kind: isUnanswered(error) ? 'unanswered' : 'failed' }));
        return false;
      }
    };
    return {
      acknowledge: (alarms, comment) => send(alarms, () => sendAcknowledge(alarms, comment)),
      reset: (alarm) => send([alarm], () => reset(alarm)),
      write: (alarmId, comment) => setDrafts((known) => changed(known, [alarmId], (id) => comment ?? known.get(id) ?? '')),
      cancel: (alarmId) => {
        setDrafts((known) => changed(known, [alarmId], () => null));
        mark([alarmId], () => null);
      },
    };
  }, []);
  return { sending, drafts, acts };
}
