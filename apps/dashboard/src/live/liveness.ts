import type { Instant, PathHealth } from '@wachter/core';

export type NotLiveReason = 'connection' | 'database' | 'ingestor' | 'broker' | 'signed-out';

export type Liveness =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'not-live'; readonly why: NotLiveReason; readonly since: Instant | null };

/** What is known of the path at an instant. `silentMs` is the time since the last named event, null before the first one. */
export interface PathKnowledge {
  readonly silentMs: number | null;
  readonly openForMs: number;
  readonly lastEventAt: Instant | null;
  readonly serverNow: Instant;
  readonly health: PathHealth | null;
  readonly databaseAwaySince: Instant | null;
  readonly isSignedOut: boolean;
}

/** Without a named event for this long the view is not live. */
export const silenceMs = 5_000;
/** The ingestor writes that it is alive each second; older than this it is taken for stopped. */
export const ingestorSilenceMs = 6_000;

/** The one decision whether a screen may call itself live; the nearest cause wins, because what lies behind it is not known. */
export function livenessOf(path: PathKnowledge): Liveness {
  if (path.isSignedOut) return { kind: 'not-live', why: 'signed-out', since: path.lastEventAt };
  if (path.silentMs === null)
    return path.openForMs < silenceMs ? { kind: 'connecting' } : { kind: 'not-live', why: 'connection', since: null };
  if (path.silentMs >= silenceMs) return { kind: 'not-live', why: 'connection', since: path.lastEventAt };
  if (path.databaseAwaySince !== null) return { kind: 'not-live', why: 'database', since: path.databaseAwaySince };
  if (path.health === null) return { kind: 'connecting' };
  const { ingestAliveAt, isBrokerConnected, lastReadingAt } = path.health;
  if (ingestAliveAt === null || path.serverNow - ingestAliveAt >= ingestorSilenceMs)
    return { kind: 'not-live', why: 'ingestor', since: ingestAliveAt };
  return isBrokerConnected ? { kind: 'live' } : { kind: 'not-live', why: 'broker', since: lastReadingAt };
}

/** Same statement: a new object would render everything that shows it. */
export const isSameLiveness = (a: Liveness, b: Liveness): boolean =>
  a.kind === b.kind && (a.kind !== 'not-live' || (b.kind === 'not-live' && a.why === b.why && a.since === b.since));
