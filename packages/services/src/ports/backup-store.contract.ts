import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, minute, T0, useStore } from './fixture.contract.ts';

/** What every adapter of `BackupStore` must do. */
export function describeBackupStore(makeStore: MakeStore): void {
  describe('BackupStore', () => {
    const store = useStore(makeStore);
    const at = () => store().backups;

    it('lists what was noted, the newest first', async () => {
      const later = T0 + 1_000_000 * hour;
      const row = (n: number, problem: string | null) => ({
        ...{ id: randomUUID(), kind: n % 2 ? ('verify' as const) : ('base' as const), place: '/mnt/a', facts: { bytes: n } },
        ...{ startedAt: later + n * hour, endedAt: later + n * hour + minute, problem },
      });
      const rows = [row(0, null), row(1, 'disk full'), row(2, null)];
      for (const one of rows) await at().note(one);
      expect(await at().rows(2)).toEqual([rows[2], rows[1]]);
    });

    it('keeps the places as they were said last, and no other', async () => {
      const place = (name: string, reachedAt: number | null) => ({
        ...{ place: name, reachedAt, waiting: 3, problem: reachedAt === null ? 'away' : null, updatedAt: T0 },
      });
      await at().putPlaces([place('/mnt/a', T0), place('/mnt/b', null)]);
      await at().putPlaces([place('/mnt/a', T0 + hour), place('/mnt/c', null)]);
      expect(await at().places()).toEqual([place('/mnt/a', T0 + hour), place('/mnt/c', null)]);
    });
  });
}
