import pg from 'pg';
import { isLostLine } from './failure.ts';
import { abandonedAfterMs, connectionConfig, type StoreOptions } from './open-pool.ts';

export interface QueryOf {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** One connection of its own, made when first needed, in which transactions run one after the other. */
export interface WriterConnection {
  /**
   * Sends BEGIN, the queries and COMMIT in one go and waits for all answers: one round trip. Rejects with the first error, and then
   * nothing was written, unless the line was lost while the COMMIT was under way: then it is unknown.
   */
  readonly transact: (queries: readonly QueryOf[]) => Promise<readonly (readonly pg.QueryResultRow[])[]>;
  readonly close: () => Promise<void>;
}

interface Session {
  readonly client: pg.Client;
  /** The line broke while nobody used it. */
  readonly isLost: () => boolean;
  readonly pid: number;
  readonly startedAt: string;
}

/** The session of a lost line may still hold locks, or even be about to commit: it is ended before its successor writes. */
const endPredecessor = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz`;
const whoAmI = `SELECT pid, backend_start::text AS "startedAt" FROM pg_stat_activity WHERE pid = pg_backend_pid()`;

async function connect(options: StoreOptions, predecessor: Session | null): Promise<Session> {
  const client = new pg.Client({ ...connectionConfig(options), idle_in_transaction_session_timeout: abandonedAfterMs.commit });
  let isLost = false;
  client.on('error', () => {
    isLost = true;
  });
  try {
    await client.connect();
    if (predecessor) await client.query(endPredecessor, [predecessor.pid, predecessor.startedAt]);
    const { rows } = await client.query<{ readonly pid: number; readonly startedAt: string }>(whoAmI);
    if (!rows[0]) throw new Error('Connection terminated');
    return { client, isLost: () => isLost, ...rows[0] };
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
}

/**
 * The driver writes each query to the socket by itself, and that costs more than the queries of a small commit. Corked, they leave together.
 * Leans on the driver's `connection`; without it the same happens, slower.
 */
function inOneWrite<T>(client: pg.Client, send: () => T): T {
  const stream = 'connection' in client && client.connection instanceof pg.Connection ? client.connection.stream : null;
  stream?.cork();
  try {
    return send();
  } finally {
    stream?.uncork();
  }
}

export function writerConnection(options: StoreOptions): WriterConnection {
  let session: Session | null = null;
  let predecessor: Session | null = null;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  function abandon(lost: Session) {
    predecessor = lost;
    session = null;
    lost.client.end().catch(() => {});
  }

  async function run(queries: readonly QueryOf[]) {
    if (isClosed) throw new Error('Client was closed and is not queryable');
    if (session?.isLost()) abandon(session);
    session ??= await connect(options, predecessor);
    predecessor = null;
    const { client } = session;
    const sent = [{ text: 'BEGIN' }, ...queries, { text: 'COMMIT' }];
    const send = () => sent.map(({ values, ...query }) => client.query({ ...query, values: [...(values ?? [])] }));
    const answers = await Promise.allSettled(inOneWrite(client, send));
    const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    if (failures.some(isLostLine)) {
      options.log.warn({ reason: String(failures[0]) }, 'the writing database connection was lost');
      abandon(session);
    }
    if (failures.length > 0) throw failures[0];
    return answers.slice(1, -1).map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : []));
  }

  return {
    transact: (queries) => {
      const result = queue.then(() => run(queries));
      queue = result.catch(() => {});
      return result;
    },
    close: async () => {
      isClosed = true;
      await queue;
      await session?.client.end();
    },
  };
}
