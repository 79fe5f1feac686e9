import type { Instant } from '@wachter/core';
import pg from 'pg';
import { storeFailure } from '../connect/failure.ts';
import { locks } from '../connect/locks.ts';
import { inTransaction, select } from '../connect/transaction.ts';

/** One month of readings, UTC. */
export interface Month {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** `index` counts months since year 0. */
const monthOf = (index: number): Month => {
  const first = (months: number) => new Date(Date.UTC(Math.floor(months / 12), months % 12, 1)).toISOString();
  const from = first(index);
  return { name: `reading_${from.slice(0, 7).replace('-', '_')}`, from, to: first(index + 1) };
};

const monthIndex = (at: Instant): number => {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

const existing = `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'reading'::regclass`;

/**
 * Makes the months that are missing. The table is made apart and attached, because attaching lets readers and the writer go
 * on, while `CREATE … PARTITION OF` would wait for all of them.
 */
async function ensure(pool: pg.Pool, months: readonly Month[]): Promise<readonly string[]> {
  const have = new Set((await select<{ name: string }>(pool, 'listing partitions', existing)).map((row) => row.name));
  const missing = months.filter((month) => !have.has(month.name));
  const made: string[] = [];
  for (const month of missing) {
    const name = pg.escapeIdentifier(month.name);
    const isNew = await inTransaction(pool, { doing: `making partition ${month.name}` }, async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [locks.partitions]);
      const now = await query<{ name: string }>(`${existing} AND c.relname = $1`, [month.name]);
      if (now.length > 0) return false;
      await query(`DROP TABLE IF EXISTS ${name}`); // detached to be dropped, and interrupted there
      await query(`CREATE TABLE ${name} (LIKE reading INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
      await query(
        `ALTER TABLE reading ATTACH PARTITION ${name} FOR VALUES FROM (${pg.escapeLiteral(month.from)}) TO (${pg.escapeLiteral(month.to)})`,
      );
      return true;
    });
    if (isNew) made.push(month.name);
  }
  return made;
}

export const ensurePartitions =
  (pool: pg.Pool) =>
  (from: Instant, to: Instant): Promise<readonly string[]> => {
    const first = monthIndex(from);
    const count = Math.max(0, monthIndex(to) - first + 1);
    return ensure(
      pool,
      Array.from({ length: count }, (_, offset) => monthOf(first + offset)),
    );
  };

/** The months of these instants only. */
export const ensureMonths =
  (pool: pg.Pool) =>
  async (instants: readonly Instant[]): Promise<void> => {
    await ensure(pool, [...new Set(instants.map(monthIndex))].sort((a, b) => a - b).map(monthOf));
  };

interface Outdated {
  readonly name: string;
  /** Null: detached already. */
  readonly isPending: boolean | null;
}

const outdated = `SELECT c.relname AS name, i.inhdetachpending AS "isPending"
  FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'reading'::regclass) AND c.relkind = 'r' AND c.relname ~ '^reading_[0-9]{4}_[0-9]{2}$'
    AND to_timestamp(substr(c.relname, 9) || '+00', 'YYYY_MMTZH') + interval '1 month' <= to_timestamp($1::float8 / 1000)
  ORDER BY c.relname`;

/** Drops whole months that ended at or before `before`. Detached first, without stopping anybody; a kill in between is finished next time. */
export const dropPartitionsBefore =
  (pool: pg.Pool) =>
  async (before: Instant): Promise<readonly string[]> => {
    const months = await select<Outdated>(pool, 'listing partitions', outdated, [before]);
    for (const month of months) {
      const name = pg.escapeIdentifier(month.name);
      try {
        if (month.isPending !== null) {
          await pool.query(`ALTER TABLE reading DETACH PARTITION ${name} ${month.isPending ? 'FINALIZE' : 'CONCURRENTLY'}`);
        }
        await pool.query(`DROP TABLE ${name}`);
      } catch (error) {
        throw storeFailure(error, `dropping partition ${month.name}`);
      }
    }
    return months.map((month) => month.name);
  };
