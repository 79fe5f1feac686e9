import type pg from 'pg';
import type { Broker } from './broker.ts';
import type { Ingestor } from './ingestor.ts';
import { cpuSeconds } from './measure.ts';

export interface Spent {
  readonly name: string;
  readonly seconds: number;
}

/** CPU seconds of everybody on the way of a message, since they started. */
export async function cpuOf(client: pg.Client, broker: Broker, ingestor: Ingestor): Promise<readonly Spent[]> {
  const sessions = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'wachter-ingestor' AND datname = current_database()`,
  );
  const database = sessions.rows.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  return [
    { name: 'broker', seconds: cpuSeconds(broker.pid) },
    { name: 'ingestor', seconds: cpuSeconds(ingestor.pid) },
    { name: 'database', seconds: database },
  ];
}

/** What was spent between two readings, as text: microseconds for each of `count` things. */
export const spentEach = (before: readonly Spent[], after: readonly Spent[], count: number): string =>
  after
    .map(({ name, seconds }, index) => `${name} ${(((seconds - (before[index]?.seconds ?? 0)) / count) * 1e6).toFixed(0)}`)
    .join(', ');
