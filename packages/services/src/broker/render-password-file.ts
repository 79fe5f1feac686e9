import type { BrokerAccount } from '../ports/site-store.ts';
import { isUserName } from './user-name.ts';

/** Accounts that a broker may be told of: not revoked, and with a name and a hash that cannot break out of their line. */
export const usableAccounts = (accounts: readonly BrokerAccount[]): readonly BrokerAccount[] =>
  accounts
    .filter(
      (account) => account.revokedAt === null && isUserName(account.userName) && /^\$7\$[\w$+/=]+$/.test(account.secretHash),
    )
    .toSorted((a, b) => (a.userName < b.userName ? -1 : 1));

/** Mosquitto's `password_file`: one `name:hash` a line. Holds no secret, and is still nobody else's to read (0600). */
export const renderPasswordFile = (accounts: readonly BrokerAccount[]): string =>
  usableAccounts(accounts)
    .map((account) => `${account.userName}:${account.secretHash}\n`)
    .join('');
