import { describe, expect, it } from 'vitest';
import { livenessOf, type PathKnowledge } from './liveness.ts';

const now = 1_800_000_000_000;
const live: PathKnowledge = {
  silentMs: 400,
  openForMs: 60_000,
  lastEventAt: now - 400,
  serverNow: now,
  health: { ingestAliveAt: now - 900, isBrokerConnected: true, lastReadingAt: now - 800, readingsLastMinute: 600, floods: [] },
  databaseAwaySince: null,
  isSignedOut: false,
};
const health = {
  ingestAliveAt: now - 900,
  isBrokerConnected: true,
  lastReadingAt: now - 800,
  readingsLastMinute: 600,
  floods: [],
};

describe('whether a screen may call itself live', () => {
  it('is live when everything behind it spoke a moment ago', () => {
    expect(livenessOf(live)).toEqual({ kind: 'live' });
  });

  it.each<[string, Partial<PathKnowledge>, string, number | null]>([
    ['the server is silent for five seconds', { silentMs: 5_000, lastEventAt: now - 5_000 }, 'connection', now - 5_000],
    ['nothing was ever heard for five seconds', { silentMs: null, openForMs: 5_000, lastEventAt: null }, 'connection', null],
    ['the database does not answer', { databaseAwaySince: now - 3_000 }, 'database', now - 3_000],
    ['the ingestor has been silent', { health: { ...health, ingestAliveAt: now - 6_000 } }, 'ingestor', now - 6_000],
    ['the ingestor has never spoken', { health: { ...health, ingestAliveAt: null } }, 'ingestor', null],
    ['the ingestor lost the broker', { health: { ...health, isBrokerConnected: false } }, 'broker', now - 800],
    ['the session is over', { isSignedOut: true }, 'signed-out', now - 400],
  ])('is not live when %s', (_, change, why, since) => {
    expect(livenessOf({ ...live, ...change })).toEqual({ kind: 'not-live', why, since });
  });

  it.each<[string, Partial<PathKnowledge>]>([
    ['just opened', { silentMs: null, openForMs: 4_999, lastEventAt: null, health: null }],
    ['heard but without health yet', { health: null }],
  ])('is connecting, thus not called live, when %s', (_, change) => {
    expect(livenessOf({ ...live, ...change })).toEqual({ kind: 'connecting' });
  });

  it('names the nearest cause: behind a lost connection nothing is known', () => {
    expect(livenessOf({ ...live, silentMs: 9_000, databaseAwaySince: now - 60_000 })).toMatchObject({ why: 'connection' });
  });
});
