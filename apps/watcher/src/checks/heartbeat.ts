import type { Words } from '@wachter/core';
import type { Finding } from '../judge.ts';

const answerWithinMs = 5_000;

export interface HeartbeatCheck {
  readonly look: () => Promise<Finding>;
  readonly close: () => Promise<void>;
}

/** Reads from the database itself when the ingestor last said that it works: the dashboard may lie or be gone. */
export async function openHeartbeatCheck(url: string, staleAfterMs: number): Promise<HeartbeatCheck> {
  // Loaded only here: without a database address the watcher runs without the database client.
  const { openStore } = await import('@wachter/store');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = openStore({
    url,
    applicationName: 'wachter-watcher',
    poolSize: 1,
    statementTimeoutMs: answerWithinMs,
    log,
  });
  const finding = (isWell: boolean, words: Words): Finding => ({ check: 'heartbeat', isWell, words });
  return {
    look: async () => {
      try {
        const { ingestAliveAt, serverNow } = await store.live.health();
        const age = ingestAliveAt === null ? Number.POSITIVE_INFINITY : serverNow - ingestAliveAt;
        const since = ingestAliveAt === null ? null : new Date(ingestAliveAt).toISOString();
        return finding(age < staleAfterMs, {
          en: since ? `the ingestor is silent since ${since}` : 'the ingestor has never spoken',
          nl: since ? `de ingestor zwijgt sinds ${since}` : 'de ingestor heeft nooit gesproken',
        });
      } catch {
        return finding(false, { en: 'the database does not answer', nl: 'de database antwoordt niet' });
      }
    },
    close: () => store.close(),
  };
}
