import pg from 'pg';
import { connectionConfig, type StoreOptions } from '../connect/open-pool.ts';

/** One LISTEN connection for all subscribers of a process. */
export interface Listener {
  /** Returns the unsubscribe. */
  readonly subscribe: (onChange: () => void) => () => void;
  readonly close: () => Promise<void>;
}

const retryMs = { first: 200, last: 5_000 };
const checkEveryMs = 15_000;

/**
 * Keeps a line on which the database says that something was committed. When the line is lost it is made again, and everybody is
 * told to look, because what was said in between is gone. A silent line is found out by a question every 15 seconds.
 */
export function listener(options: StoreOptions): Listener {
  const subscribers = new Set<() => void>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let waitMs = retryMs.first;

  const tell = () => {
    for (const onChange of subscribers) onChange();
  };

  const retry = () => {
    if (isClosed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void connect();
    }, waitMs);
    timer.unref();
    waitMs = Math.min(waitMs * 2, retryMs.last);
  };

  async function connect(): Promise<void> {
    const next = new pg.Client(connectionConfig(options));
    let check: NodeJS.Timeout | null = null;
    const lose = () => {
      if (check) clearInterval(check);
      if (client === next) client = null;
      next.end().catch(() => {});
      retry();
    };
    next.once('error', lose);
    next.once('end', lose);
    next.on('error', () => {});
    next.on('notification', tell);
    try {
      client = next;
      await next.connect();
      await next.query('LISTEN wachter_live');
    } catch (error) {
      options.log.warn({ reason: String(error) }, 'cannot listen for changes yet');
      lose();
      return;
    }
    if (isClosed) {
      lose();
      return;
    }
    waitMs = retryMs.first;
    check = setInterval(() => next.query('SELECT 1').catch(lose), checkEveryMs);
    check.unref();
    tell();
  }

  void connect();
  return {
    subscribe: (onChange) => {
      subscribers.add(onChange);
      return () => subscribers.delete(onChange);
    },
    close: async () => {
      isClosed = true;
      subscribers.clear();
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
