import type { Instant, PathHealth } from '@wachter/core';
import type { Store } from '@wachter/services/ports/store';
import { ingestorSilenceMs } from '../../live/liveness.ts';

export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  /** Sentences: what is wrong. Empty when ok. */
  readonly reasons: readonly string[];
  readonly checkedAt: string;
}

const quietAfterMs = 120_000;

/** Down = the screens would lie or be empty; degraded = they live but something behind them needs a person. */
export function healthOf(path: PathHealth & { readonly serverNow: Instant }): Health {
  const { serverNow, ingestAliveAt, isBrokerConnected, lastReadingAt } = path;
  const checkedAt = new Date(serverNow).toISOString();
  if (ingestAliveAt === null) return { status: 'down', reasons: ['The ingestor has never written that it is alive.'], checkedAt };
  if (serverNow - ingestAliveAt >= ingestorSilenceMs)
    return {
      status: 'down',
      reasons: [`The ingestor has been silent since ${new Date(ingestAliveAt).toISOString()}.`],
      checkedAt,
    };
  if (!isBrokerConnected) return { status: 'degraded', reasons: ['The ingestor has no connection to the broker.'], checkedAt };
  if (lastReadingAt !== null && serverNow - lastReadingAt > quietAfterMs)
    return { status: 'degraded', reasons: [`No reading has come in since ${new Date(lastReadingAt).toISOString()}.`], checkedAt };
  return { status: 'ok', reasons: [], checkedAt };
}

/** For everybody, without login: it says nothing of the site. */
export async function readHealth(store: Pick<Store, 'live'>, now: Instant): Promise<Health> {
  try {
    return healthOf(await store.live.health());
  } catch {
    return { status: 'down', reasons: ['The database does not answer.'], checkedAt: new Date(now).toISOString() };
  }
}
