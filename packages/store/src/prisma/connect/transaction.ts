import type pg from 'pg';
import { isDriverError, isLostLine, isLostRace, storeFailure } from './failure.ts';

export type Query = <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

const attempts = 4;

async function once<T>(pool: pg.Pool, begin: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const query: Query = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...values])).rows;
  try {
    await client.query(begin);
    const value = await work(query);
    await client.query('COMMIT');
    client.release();
    return value;
  } catch (error) {
    const isDead =
      isLostLine(error) ||
      !(await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    client.release(isDead ? (error instanceof Error ? error : true) : undefined);
    throw error;
  }
}

/**
 * Runs `work` in one transaction; lost races (serialization, deadlock) run again from the start, so `work` must have no effect
 * outside it. A throw rolls back. A connection in doubt is destroyed.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  how: { readonly doing: string; readonly begin?: string },
  work: (query: Query) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, how.begin ?? 'BEGIN', work);
    } catch (error) {
      if (attempt < attempts && isLostRace(error)) continue;
      throw isDriverError(error) ? storeFailure(error, how.doing) : error;
    }
  }
}

/** One statement on its own; it commits by itself. */
export async function select<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  doing: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      if (attempt < attempts && isLostRace(error)) continue;
      throw storeFailure(error, doing);
    }
  }
}
