import type { Instant } from '@wachter/core';
import { hashToken } from '@wachter/services/access/token-secret';
import { nodeCrypto } from '@wachter/store/node-crypto';
import type { AuthDatabase } from './auth-database.ts';
import { type Failures, forgetAfterMs } from './slow-down.ts';

/** Keys are hashed: the table of counts is no list of accounts and addresses. */
const keyOf = (kind: 'account' | 'address', name: string) =>
  `${kind}:${hashToken(name.trim().toLowerCase(), nodeCrypto).slice(0, 32)}`;

/** Counts failed sign-ins in the database, so that restarts and a second process do not forget them. */
export function attempts(database: AuthDatabase) {
  const failuresOf = (kind: 'account' | 'address', name: string): Promise<Failures | null> =>
    database.read('reading sign-in attempts', async (client) => {
      const row = await client.rateLimit.findUnique({ where: { key: keyOf(kind, name) } });
      return row && { count: row.count, lastAt: Number(row.lastRequest) };
    });
  const fail = (kind: 'account' | 'address', name: string, now: Instant) => {
    const key = keyOf(kind, name);
    return database.transaction('counting a sign-in attempt', async (tx) => {
      const old = BigInt(now - forgetAfterMs);
      await tx.rateLimit.deleteMany({ where: { lastRequest: { lt: old }, key: { contains: ':' } } });
      await tx.rateLimit.upsert({
        where: { key },
        create: { id: key, key, count: 1, lastRequest: BigInt(now) },
        update: { count: { increment: 1 }, lastRequest: BigInt(now) },
      });
    });
  };
  return {
    read: async (account: string, address: string) => ({
      account: await failuresOf('account', account),
      address: await failuresOf('address', address),
    }),
    failed: async (account: string, address: string, now: Instant): Promise<void> => {
      await fail('account', account, now);
      await fail('address', address, now);
    },
    succeeded: (account: string): Promise<void> =>
      database.transaction('forgetting sign-in attempts', async (tx) => {
        await tx.rateLimit.deleteMany({ where: { key: keyOf('account', account) } });
      }),
  };
}
