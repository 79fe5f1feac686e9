import type { Instant } from '@wachter/core';
import type { AuditRecord } from '@wachter/services/ports/index';
import { linkOf } from './audit.ts';
import { draftOf, emptyTables, type Tables } from './tables.ts';

async function attempt<T>(draft: Tables, work: (draft: Tables) => T | Promise<T>): Promise<T> {
  try {
    return await work(draft);
  } catch (error) {
    for (const back of draft.undo.reverse()) back();
    throw error;
  }
}

/** The memory store's database: committed tables, one writer at a time, listeners told after a commit. */
export interface Database {
  readonly now: () => Instant;
  /** What is committed. Throws after `close`. */
  readonly read: () => Tables;
  /** Works on a copy that becomes the truth when `work` resolves; a throw leaves everything as it was. Writers queue. */
  readonly write: <T>(work: (draft: Tables) => T | Promise<T>) => Promise<T>;
  readonly listen: (onChange: () => void) => () => void;
  readonly close: () => void;
}

export function createDatabase(now: () => Instant): Database {
  let tables = emptyTables();
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();
  const read = (): Tables => {
    if (isClosed) throw new Error('The store is closed.');
    return tables;
  };
  const run = async <T>(work: (draft: Tables) => T | Promise<T>): Promise<T> => {
    const { draft, tables: next } = draftOf(read());
    const result = await attempt(draft, work);
    const isNews = draft.counters.version !== tables.counters.version;
    tables = next;
    if (isNews) for (const tell of [...listeners]) tell();
    return result;
  };
  return {
    now,
    read,
    write: (work) => {
      const turn = last.then(() => run(work));
      last = turn.catch(() => undefined);
      return turn;
    },
    listen: (onChange) => {
      const tell = () => onChange();
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    close: () => {
      isClosed = true;
      listeners.clear();
    },
  };
}

/** Next number of the live counter that engine and people share. */
export function nextVersion(draft: Tables): number {
  draft.counters.version += 1;
  return draft.counters.version;
}

export function nextRow(draft: Tables): number {
  draft.counters.row += 1;
  return draft.counters.row;
}

/** JSON as a database would keep it: no `undefined`, no shared references. */
export const asJson = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

export function appendAudit(draft: Tables, record: AuditRecord, at: Instant): void {
  const { before, after, ...rest } = record;
  const act = { ...rest, before: asJson(before ?? null), after: asJson(after ?? null), id: nextRow(draft), at };
  draft.audit.push(act);
  draft.auditLinks.push(linkOf(act, draft.auditLinks.at(-1)));
}
