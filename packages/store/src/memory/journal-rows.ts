import type { JournalEntry } from '@wachter/core';
import type { Tables } from './tables.ts';

const keyOf = ({ alarmId, kind, conditionAt, recordedAt, actor }: JournalEntry): string =>
  JSON.stringify([alarmId, kind, conditionAt, recordedAt, actor]);

/** A batch that is committed again brings its rows again. */
export const isInJournal = (draft: Tables, entry: JournalEntry): boolean => draft.journalKeys.has(keyOf(entry));

export function appendJournal(draft: Tables, entry: JournalEntry): void {
  const key = keyOf(entry);
  const isNew = !draft.journalKeys.has(key);
  draft.journal.push(entry);
  draft.journalKeys.add(key);
  draft.undo.push(() => {
    draft.journal.pop();
    if (isNew) draft.journalKeys.delete(key);
  });
}
