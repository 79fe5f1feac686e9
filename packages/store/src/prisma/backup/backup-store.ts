import type { BackupPlaceRow, BackupRow, BackupStore } from '@wachter/services';
import type pg from 'pg';
import { inTransaction, select } from '../connect/transaction.ts';

const instant = (at: number): Date => new Date(at);

export const backupStore = (pool: pg.Pool): BackupStore => ({
  note: async ({ id, kind, place, startedAt, endedAt, problem, facts }) => {
    await select(
      pool,
      'noting a backup',
      'INSERT INTO backup (id, kind, place, started_at, ended_at, problem, facts) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, kind, place, instant(startedAt), instant(endedAt), problem, JSON.stringify(facts)],
    );
  },
  rows: (limit) =>
    select<BackupRow>(
      pool,
      'listing backups',
      `SELECT id, kind, place, started_at AS "startedAt", ended_at AS "endedAt", problem, facts
       FROM backup ORDER BY ended_at DESC, id LIMIT $1`,
      [limit],
    ),
  putPlaces: (places) =>
    inTransaction(pool, { doing: 'noting places of backups' }, async (query) => {
      await query('DELETE FROM backup_place WHERE NOT place = ANY($1)', [places.map(({ place }) => place)]);
      for (const { place, reachedAt, waiting, problem, updatedAt } of places) {
        await query(
          `INSERT INTO backup_place (place, reached_at, waiting, problem, updated_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (place) DO UPDATE SET reached_at = $2, waiting = $3, problem = $4, updated_at = $5`,
          [place, reachedAt === null ? null : instant(reachedAt), waiting, problem, instant(updatedAt)],
        );
      }
    }),
  places: () =>
    select<BackupPlaceRow>(
      pool,
      'reading places of backups',
      `SELECT place, reached_at AS "reachedAt", waiting, problem, updated_at AS "updatedAt" FROM backup_place ORDER BY place`,
    ),
});
