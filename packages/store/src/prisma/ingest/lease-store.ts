import type { LeaseStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

/** Taken when nobody has it or its time is over, by the database's clock. A higher fence never gives way to a lower one. */
const take = `INSERT INTO lease AS l (name, holder, fence, expires_at)
  VALUES ($1, $2, nextval('lease_fence'), clock_timestamp() + $3::float8 * interval '1 millisecond')
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = excluded.fence, expires_at = excluded.expires_at
  WHERE l.expires_at <= clock_timestamp() AND l.fence < excluded.fence
  RETURNING fence::text AS fence`;

const extend = `UPDATE lease SET expires_at = clock_timestamp() + $3::float8 * interval '1 millisecond'
  WHERE name = $1 AND fence = $2 RETURNING 1 AS held`;

/** The row gets a fence that nobody was given: whatever the old holder still sends is refused. */
const giveUp = `UPDATE lease SET expires_at = '-infinity', fence = nextval('lease_fence') WHERE name = $1 AND fence = $2`;

export const leaseStore = (pool: pg.Pool): LeaseStore => ({
  acquire: async (name, holder, ttlMs) => {
    const [taken] = await select<{ fence: string }>(pool, 'acquiring the lease', take, [name, holder, ttlMs]);
    if (taken) return { ok: true, fence: BigInt(taken.fence) };
    const [current] = await select<{ holder: string }>(pool, 'reading the lease', 'SELECT holder FROM lease WHERE name = $1', [
      name,
    ]);
    return { ok: false, holder: current?.holder ?? '' };
  },
  renew: async (name, fence, ttlMs) =>
    (await select(pool, 'renewing the lease', extend, [name, fence.toString(), ttlMs])).length > 0,
  release: async (name, fence) => {
    await select(pool, 'releasing the lease', giveUp, [name, fence.toString()]);
  },
});
