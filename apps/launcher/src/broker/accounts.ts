import type { BrokerAccount } from '@wachter/services/ports/site-store';

/** The broker accounts as last read. */
export interface Accounts {
  readonly get: (userName: string) => BrokerAccount | undefined;
  /** Reads them again, together with anyone who is reading already; at most once a second for the same unknown name. */
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
}

export interface AccountsOptions {
  readonly read: () => Promise<readonly BrokerAccount[]>;
  readonly everyMs: number;
  /** Names whose rights were withdrawn or changed since the last reading. */
  readonly onChanged: (userNames: readonly string[]) => void;
  /** The database is away, or back (null): the last reading stays in force meanwhile. */
  readonly onTrouble: (error: unknown) => void;
}

const sameRights = (a: BrokerAccount, b: BrokerAccount): boolean =>
  a.secretHash === b.secretHash &&
  a.revokedAt === b.revokedAt &&
  a.publish.join('\n') === b.publish.join('\n') &&
  a.subscribe.join('\n') === b.subscribe.join('\n');

/** Reads the accounts now and every `everyMs` after the last reading ended. */
export async function followAccounts(options: AccountsOptions): Promise<Accounts> {
  let known = new Map<string, BrokerAccount>();
  let reading: Promise<void> | null = null;
  let isStopped = false;
  let isTroubled = false;
  let timer: NodeJS.Timeout | undefined;

  const readOnce = async () => {
    try {
      const next = new Map((await options.read()).map((account) => [account.userName, account]));
      const changed = [...known.values()].filter((old) => {
        const now = next.get(old.userName);
        return !now || !sameRights(old, now);
      });
      known = next;
      if (isTroubled) options.onTrouble(null);
      isTroubled = false;
      if (changed.length > 0) options.onChanged(changed.map((account) => account.userName));
    } catch (error) {
      if (!isTroubled) options.onTrouble(error);
      isTroubled = true;
    }
  };
  const refresh = () => {
    reading ??= readOnce().finally(() => {
      reading = null;
    });
    return reading;
  };
  const again = () => {
    if (isStopped) return;
    timer = setTimeout(() => void refresh().finally(again), options.everyMs);
  };
  await refresh();
  again();
  return {
    get: (userName) => known.get(userName),
    refresh,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
