import { describe, expect, it } from 'vitest';
import { healthOf, readHealth } from './health.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);
const well = {
  serverNow: now,
  ingestAliveAt: now - 900,
  isBrokerConnected: true,
  lastReadingAt: now - 900,
  readingsLastMinute: 60,
  floods: [],
};

describe('health, as told to everybody', () => {
  it.each([
    ['all is well', {}, 'ok'],
    ['no reading ever came', { lastReadingAt: null }, 'ok'],
    ['the broker is away', { isBrokerConnected: false }, 'degraded'],
    ['nothing is measured any more', { lastReadingAt: now - 121_000 }, 'degraded'],
    ['the ingestor is silent', { ingestAliveAt: now - 6_000 }, 'down'],
    ['there was never an ingestor', { ingestAliveAt: null }, 'down'],
  ])('when %s', (_, change, status) => {
    const health = healthOf({ ...well, ...change });
    expect(health.status).toBe(status);
    expect(health.reasons.length).toBe(status === 'ok' ? 0 : 1);
  });

  it('is down, with a reason and without a word of the inside, when the database does not answer', async () => {
    const live = {
      health: async () => {
        throw new Error('password authentication failed for user "wachter"');
      },
    };
    const health = await readHealth({ live } as unknown as Parameters<typeof readHealth>[0], now);
    expect(health).toEqual({ status: 'down', reasons: ['The database does not answer.'], checkedAt: '2026-11-23T12:00:00.000Z' });
  });
});
