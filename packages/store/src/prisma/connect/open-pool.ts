import pg from 'pg';
import type { Log } from '../../log.ts';
import { rowTypes } from './row-types.ts';

export interface StoreOptions {
  readonly url: string;
  /** Shown in pg_stat_activity: which process this is. */
  readonly applicationName: string;
  readonly poolSize: number;
  /** The server ends a statement after this; a silent line is given up two seconds later. */
  readonly statementTimeoutMs: number;
  readonly log: Log;
}

const silentLineGraceMs = 2_000;

/**
 * Connection settings of every connection. `pipeline` sends queries without waiting for the answers of earlier ones and makes the
 * driver destroy a connection whose query got no answer in time, instead of leaving it hanging in the pool.
 */
export const connectionConfig = (options: StoreOptions): pg.PoolConfig => ({
  connectionString: options.url,
  application_name: options.applicationName,
  options: '-c timezone=UTC -c extra_float_digits=1',
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  statement_timeout: options.statementTimeoutMs,
  query_timeout: options.statementTimeoutMs + silentLineGraceMs,
  pipeline: true,
  types: rowTypes,
});

/** A transaction that nobody goes on with is ended: a commit sends everything at once, people's changes think in between. */
export const abandonedAfterMs = { commit: 10_000, change: 30_000 } as const;

/** A pool in which a lost connection is logged, never thrown into the process, and never handed out again. */
export function openPool(options: StoreOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(options),
    max: options.poolSize,
    idleTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: abandonedAfterMs.change,
  });
  const lost = (error: Error) => options.log.warn({ reason: error.message }, 'a database connection was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
