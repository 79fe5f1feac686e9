import type { Instant } from '@wachter/core';
import type { MaintenanceStore } from '@wachter/services/ports/index';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Name of the partition that an instant falls into: one per month, UTC. */
export function monthOf(at: Instant): string {
  const date = new Date(at);
  return `reading_${date.getUTCFullYear()}_${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

function monthsBetween(from: Instant, to: Instant): readonly string[] {
  const first = new Date(from);
  const names: string[] = [];
  for (let n = 0; ; n++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1);
    if (at > to) return names;
    names.push(monthOf(at));
  }
}

function dropPartition(draft: Tables, name: string): void {
  draft.partitions.delete(name);
  for (const [pointId, rows] of draft.readings) {
    const kept = new Map([...rows].filter(([at]) => monthOf(at) !== name));
    if (kept.size < rows.size) draft.readings.set(pointId, kept);
  }
}

const oldestFirst = (draft: Tables) =>
  [...draft.quarantine.values()].toSorted((a, b) => a.receivedAt - b.receivedAt || a.id - b.id);

function deleteNotices({ notify }: Tables, before: Instant, limit: number): number {
  const running = [...notify.escalations.values()].filter(({ state }) => state !== 'done').map(({ alarmId }) => alarmId);
  const owed = [...notify.notices.values()].filter(({ state }) => state === 'queued').map(({ subjectId }) => subjectId);
  const kept = new Set([...running, ...owed]);
  const old = [...notify.notices.values()]
    .filter(({ createdAt, subjectId }) => createdAt < before && !kept.has(subjectId))
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .slice(0, limit);
  for (const { id } of old) notify.notices.delete(id);
  for (const link of [...notify.links.values()]) if (link.expiresAt < before) notify.links.delete(link.tokenHash);
  for (const drill of [...notify.drills.values()]) if (drill.startedAt < before) notify.drills.delete(drill.id);
  return old.length;
}

/** Roll-ups are computed when asked for, so only the list of what is due is kept here. */
export const memoryMaintenanceStore = (database: Database): MaintenanceStore => ({
  ensurePartitions: (from, to) =>
    database.write((draft) => {
      const made = monthsBetween(from, to).filter((name) => !draft.partitions.has(name));
      for (const name of made) draft.partitions.add(name);
      return made;
    }),
  rollUp: async (limit) => {
    if (database.read().dirty.size === 0) return { done: 0, left: 0 };
    return database.write((draft) => {
      const due = [...draft.dirty].slice(0, limit);
      for (const key of due) draft.dirty.delete(key);
      return { done: due.length, left: draft.dirty.size };
    });
  },
  dropBefore: (_, before) =>
    database.write((draft) => {
      const old = [...draft.partitions].filter((name) => name < monthOf(before)).toSorted();
      for (const name of old) dropPartition(draft, name);
      return old;
    }),
  deleteBefore: (kind, before, limit) =>
    database.write((draft) => {
      if (kind === 'notice') return deleteNotices(draft, before, limit);
      if (kind !== 'quarantine') return 0;
      const old = oldestFirst(draft)
        .filter((row) => row.receivedAt < before)
        .slice(0, limit);
      for (const row of old) draft.quarantine.delete(row.id);
      return old.length;
    }),
  boundQuarantine: async (rows, bytes) => {
    if (database.read().quarantine.size === 0) return 0;
    return database.write((draft) => {
      let size = [...draft.quarantine.values()].reduce((sum, row) => sum + row.payload.length, 0);
      let deleted = 0;
      for (const row of oldestFirst(draft)) {
        if (draft.quarantine.size <= rows && size <= bytes) break;
        draft.quarantine.delete(row.id);
        size -= row.payload.length;
        deleted += 1;
      }
      return deleted;
    });
  },
});
